using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/support</c> to somebody who may see all of it.</summary>
public static class ReferenceSupport
{
    private static readonly (string Family, string Slug, string DisplayName, string Icon)[] Builtin =
    [
        ("vscode", "vscode", "Visual Studio Code", "/icon/code.svg"),
        ("jetbrains", "jetbrains", "JetBrains", "/icon/intellij.svg"),
        ("reconnecting_pty", "reconnecting-pty", "Web Terminal", "/icon/terminal.svg"),
        ("ssh", "ssh", "SSH", "/icon/terminal.svg"),
        ("sftp", "sftp", "SFTP", "/icon/terminal.svg"),
    ];

    public static JsonObject Report(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(catalog);
        var before = query.StartTime - (query.EndTime - query.StartTime);
        var recorded = ReferencePeriod.RecordedSince(query, given) <= before;
        var current = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds);
        var previous = recorded ? ReferenceUsage.InRange(buckets, before, query.StartTime, query.TemplateIds) : [];
        var workspaces = ReferenceWorkspaces.Of(given, query, query.EndTime < now ? query.EndTime : now)
            .Where(builds => builds.Any(build => build.Transition is not null)
                && ReferenceWorkspaces.At(builds, (query.EndTime < now ? query.EndTime : now).ToUnixTimeSeconds() - 1)?.Transition != "delete")
            .Select(builds => (Builds: builds, Owner: ReferenceWorkspaces.Newest(builds).OwnerId))
            .Where(workspace => ReferenceFilter.Counts(query, given, workspace.Owner))
            .ToList();
        var users = new JsonArray();
        foreach (var id in current.Concat(previous).Select(bucket => bucket.UserId).Concat(workspaces.Select(workspace => workspace.Owner))
            .Distinct().Order(StringComparer.Ordinal))
        {
            users.Add(User(
                id,
                [.. current.Where(bucket => bucket.UserId == id)],
                recorded ? [.. previous.Where(bucket => bucket.UserId == id)] : null,
                [.. workspaces.Where(workspace => workspace.Owner == id).Select(workspace => workspace.Builds[0].TemplateId)],
                Peers(id, catalog, given, current),
                query,
                given));
        }

        var report = ReferencePeriod.Head(query, current.Select(bucket => bucket.TemplateId));
        report.Remove("template_ids");
        report["previous"] = new JsonObject { ["start_time"] = Wire.Time(before), ["end_time"] = Wire.Time(query.StartTime), ["recorded"] = recorded };
        report["template_ids"] = Wire.Ids(current.Select(bucket => bucket.TemplateId));
        report["users"] = users;
        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;
    }

    private static JsonObject User(
        string id,
        List<ReferenceBucket> current,
        List<ReferenceBucket>? previous,
        List<string> workspaces,
        (string Id, string Name, double Median)? below,
        ReferenceQuery query,
        Given given)
    {
        var seconds = Seconds(current);
        var row = new JsonObject
        {
            ["user_id"] = id,
            ["username"] = ReferenceUsers.Username(given, id),
            ["avatar_url"] = ReferenceUsers.AvatarUrl(given, id),
            ["template_ids"] = Wire.Ids(current.Select(bucket => bucket.TemplateId)),
            ["seconds"] = seconds,
        };
        if (previous is not null)
        {
            row["previous_seconds"] = Seconds(previous);
        }

        var (medians, beforeMedians) = (Medians(current), Medians(previous ?? []));
        AddLatency(row, "latency_ms", medians);
        AddLatency(row, "previous_latency_ms", beforeMedians);
        row["apps"] = Apps(current, given);
        row["workspaces"] = workspaces.Count;
        var unused = workspaces.Except(current.Select(bucket => bucket.TemplateId)).ToList();
        var slowFrom = beforeMedians.Count == 0 ? 0 : Math.Max(1.5 * Percentile.Continuous(beforeMedians, 0.5), Percentile.Continuous(beforeMedians, 0.5) + 25);
        var slower = medians.Count >= 4 && beforeMedians.Count >= 4 && Percentile.Continuous(medians, 0.5) >= slowFrom;
        var signals = new JsonArray();
        AddIf(unused.Count > 0, "no_usage");
        AddIf(previous is not null && Seconds(previous) >= 3600 && 2 * seconds <= Seconds(previous), "fell");
        AddIf(slower, "slower");
        AddIf(below is not null, "below_group");
        row["signals"] = signals;
        if (unused.Count > 0)
        {
            row["no_usage_template_ids"] = Wire.Ids(unused);
        }

        if (slower && SlowSince(current, slowFrom, query) is { } since)
        {
            row["slower_since"] = Wire.Time(since);
        }

        if (below is { } group)
        {
            row["below_group"] = new JsonObject
            {
                ["group_id"] = group.Id,
                ["name"] = group.Name,
                ["median_seconds"] = (long)Math.Round(group.Median, MidpointRounding.AwayFromZero),
            };
        }

        return row;

        void AddIf(bool holds, string signal)
        {
            if (holds)
            {
                signals.Add(signal);
            }
        }
    }

    private static long Seconds(List<ReferenceBucket> buckets) => 60 * ReferenceUsage.CappedMinutes(buckets, bucket => bucket.UsageMinutes().Count);

    private static List<double> Medians(IEnumerable<ReferenceBucket> buckets) =>
        [.. buckets.Select(bucket => bucket.Median()).OfType<float>().Select(median => (double)median)];

    private static void AddLatency(JsonObject row, string name, List<double> medians)
    {
        if (medians.Count > 0)
        {
            row[name] = new JsonObject { ["p50"] = Percentile.Continuous(medians, 0.5), ["p95"] = Percentile.Continuous(medians, 0.95) };
        }
    }

    private static JsonArray Apps(List<ReferenceBucket> used, Given given)
    {
        var apps = Builtin.Select(app => (Type: "builtin", App: new GivenApp(app.Slug, app.DisplayName, app.Icon),
            Minutes: ReferenceUsage.CappedMinutes(used, bucket => bucket.FamilyMinutes(app.Family).Count))).ToList();
        var known = ReferenceApps.KnownApps(given);
        foreach (var app in known.Values.Distinct().Order(Comparer<GivenApp>.Create((left, right) => Wire.CompareTexts(
            [left.Slug, left.DisplayName, left.Icon], [right.Slug, right.DisplayName, right.Icon]))))
        {
            var own = used.Where(bucket => known.TryGetValue((bucket.TemplateId, app.Slug), out var defined) && defined == app);
            apps.Add(("app", app, ReferenceUsage.CappedMinutes(own, bucket => bucket.AppMinutes(app.Slug).Count)));
        }

        return new JsonArray([.. apps.Where(app => app.Minutes > 0).OrderByDescending(app => app.Minutes).Take(3).Select(app => new JsonObject
        {
            ["type"] = app.Type,
            ["slug"] = app.App.Slug,
            ["display_name"] = app.App.DisplayName,
            ["icon"] = app.App.Icon,
            ["seconds"] = 60 * app.Minutes,
        })]);
    }

    private static DateTimeOffset? SlowSince(List<ReferenceBucket> current, double from, ReferenceQuery query)
    {
        DateTimeOffset? since = null;
        foreach (var day in ReferencePeriod.Days(query).Reverse())
        {
            var medians = Medians(current.Where(bucket => bucket.Start >= day.Start && bucket.End <= day.End));
            if (medians.Count > 0 && Percentile.Continuous(medians, 0.5) < from)
            {
                return since;
            }

            since = medians.Count > 0 ? day.Start : since;
        }

        return since;
    }

    private static (string Id, string Name, double Median)? Peers(string id, GivenCatalog catalog, Given given, List<ReferenceBucket> current)
    {
        if (Seconds([.. current.Where(bucket => bucket.UserId == id)]) is var own && own == 0)
        {
            return null;
        }

        var inGroups = catalog.Groups.Values.SelectMany(group => GivenCatalog.Ids(group, "members")).ToHashSet();
        var groups = catalog.Groups.Select(group => (group.Key, Item: group.Value, Members: GivenCatalog.Ids(group.Value, "members").ToHashSet()))
            .Concat(catalog.Organizations.Select(organization => (organization.Key, Item: organization.Value,
                Members: given.GroupMembers.GetValueOrDefault(organization.Key, new HashSet<string>()).Except(inGroups).ToHashSet())));
        (string Id, string Name, double Median)? found = null;
        foreach (var (groupId, item, members) in groups.Where(group => group.Members.Contains(id)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var active = members.Select(member => Seconds([.. current.Where(bucket => bucket.UserId == member)])).Where(seconds => seconds > 0).ToList();
            if (active.Count >= 5 && Percentile.Continuous(active.Select(seconds => (double)seconds), 0.5) is var median
                && own <= median / 4 && !(found?.Median >= median))
            {
                found = (groupId, GivenCatalog.Text(item, "display_name") is { Length: > 0 } name ? name : GivenCatalog.Text(item, "name"), median);
            }
        }

        return found;
    }
}
