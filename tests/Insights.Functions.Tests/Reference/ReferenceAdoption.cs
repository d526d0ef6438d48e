using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/adoption</c> to somebody who may see all of it.</summary>
public static class ReferenceAdoption
{
    public static JsonObject Report(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(catalog);
        var since = ReferencePeriod.RecordedSince(query, given);
        var kept = buckets.Where(bucket => bucket.End <= query.EndTime && (query.TemplateIds.Count == 0 || query.TemplateIds.Contains(bucket.TemplateId))).ToList();
        var inRange = ReferenceUsage.InRange(kept, query.StartTime, query.EndTime, query.TemplateIds);
        var active = Users(inRange);
        var eligible = EligibleByTemplate(query, given, catalog, buckets, now);
        var asked = eligible.Keys.Order(StringComparer.Ordinal).ToList();
        var all = eligible.Values.All(users => users is null) ? null : eligible.Values.SelectMany(users => users ?? []).ToHashSet();

        var report = ReferencePeriod.Head(query, inRange.Select(bucket => bucket.TemplateId));
        AddShare(report, all, active);
        report["active_users"] = active.Count;
        AddFigures(report, kept, query, since);
        report["days"] = Days(kept, query);
        var weeks = ReferencePeriod.Parts(query, 7);
        report["weeks"] = Weeks(kept, query, weeks, since);
        report["cohorts"] = Cohorts(kept, weeks);
        report["templates"] = Templates(asked, eligible, kept, inRange, query, since);
        report["groups"] = new JsonArray([.. catalog.Groups.OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Part(group.Key, "group_id", group.Value, GivenCatalog.OptionalId(group.Value, "organization_id"), GivenCatalog.Ids(group.Value, "members"), all, active)).OfType<JsonNode>()]);
        report["organizations"] = new JsonArray([.. catalog.Organizations.OrderBy(organization => organization.Key, StringComparer.Ordinal)
            .Select(organization => Part(organization.Key, "organization_id", organization.Value, null, given.GroupMembers.GetValueOrDefault(organization.Key, new HashSet<string>()), all, active)).OfType<JsonNode>()]);
        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;
    }

    /// <summary>Who may use each of the templates asked for; null where nobody knows.</summary>
    internal static Dictionary<string, HashSet<string>?> EligibleByTemplate(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        var until = query.EndTime < now ? query.EndTime : now;
        return (query.TemplateIds.Count > 0 ? query.TemplateIds : catalog.Templates.Keys.Concat(given.Builds.Select(build => build.TemplateId)).Concat(buckets.Select(bucket => bucket.TemplateId)))
            .Distinct().ToDictionary(id => id, id => Eligible(id, query, given, catalog, until));
    }

    private static HashSet<string> Users(IEnumerable<ReferenceBucket> buckets) => buckets.Select(bucket => bucket.UserId).ToHashSet();

    private static HashSet<string> Between(IEnumerable<ReferenceBucket> buckets, DateTimeOffset start, DateTimeOffset end) =>
        Users(buckets.Where(bucket => bucket.Start >= start && bucket.End <= end));

    private static HashSet<string>? Eligible(string templateId, ReferenceQuery query, Given given, GivenCatalog catalog, DateTimeOffset at)
    {
        if (!catalog.Templates.TryGetValue(templateId, out var template))
        {
            return null;
        }

        IEnumerable<string> users;
        if (template["use_user_ids"] is not null || template["use_group_ids"] is not null)
        {
            users = GivenCatalog.Ids(template, "use_user_ids").Concat(GivenCatalog.Ids(template, "use_group_ids")
                .SelectMany(group => given.GroupMembers.GetValueOrDefault(group, new HashSet<string>())));
        }
        else if (GivenCatalog.OptionalId(template, "organization_id") is { } organization)
        {
            users = given.GroupMembers.GetValueOrDefault(organization, new HashSet<string>());
        }
        else
        {
            return null;
        }

        return users.Where(user => catalog.Users.ContainsKey(user) && ReferenceFilter.Counts(query, given, user) && IsThere(user, given, at)).ToHashSet();
    }

    // Of scenarios whose deletions and changes without a time come after every period that is asked for.
    private static bool IsThere(string user, Given given, DateTimeOffset at)
    {
        var mentions = given.Users.Where(mention => mention.Id == user).ToList();
        var changes = mentions.Where((mention, index) => mention.Status is not null && (index == 0 || mention.StatusChangedAt is not null))
            .Select(mention => (At: mention.StatusChangedAt ?? mention.CreatedAt!.Value, mention.Status))
            .Where(change => change.At <= at).OrderBy(change => change.At);
        return !(mentions[^1].CreatedAt > at) && changes.LastOrDefault().Status != "suspended";
    }

    private static void AddShare(JsonObject item, HashSet<string>? eligible, HashSet<string> active)
    {
        if (eligible is null)
        {
            return;
        }

        item["eligible_users"] = eligible.Count;
        item["adopted_users"] = eligible.Count(active.Contains);
        if (eligible.Count > 0)
        {
            item["share"] = Wire.Rounded((double)eligible.Count(active.Contains) / eligible.Count);
        }
    }

    private static void AddFigures(JsonObject item, List<ReferenceBucket> kept, ReferenceQuery query, DateTimeOffset? since)
    {
        var days = LastDays(query, 30);
        var recorded = days.Where(day => day.End > since).ToList();
        var daily = recorded.Count == 0 ? 0 : (double)recorded.Sum(day => Between(kept, day.Start, day.End).Count) / recorded.Count;
        var monthly = OfDays(kept, days).Count;
        item["daily_users"] = Wire.Rounded(daily);
        item["weekly_users"] = OfDays(kept, days.TakeLast(7)).Count;
        item["monthly_users"] = monthly;
        if (monthly > 0)
        {
            item["stickiness"] = Wire.Rounded(daily / monthly);
        }
    }

    // Those of the period, and as many before it as are wanted.
    private static List<(DateTimeOffset Start, DateTimeOffset End)> LastDays(ReferenceQuery query, int count, int without = 0) =>
    [
        .. Enumerable.Range(1, 29).Reverse().Select(back => (ReferencePeriod.Before(query, back), back == 1 ? query.StartTime : ReferencePeriod.Before(query, back - 1)))
            .Concat(ReferencePeriod.Days(query)).SkipLast(without).TakeLast(count),
    ];

    private static HashSet<string> OfDays(List<ReferenceBucket> kept, IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> days) =>
        days.SelectMany(day => Between(kept, day.Start, day.End)).ToHashSet();

    private static JsonArray Days(List<ReferenceBucket> kept, ReferenceQuery query)
    {
        var days = ReferencePeriod.Days(query).ToList();
        return new JsonArray([.. days.Select((day, index) => new JsonObject
        {
            ["start_time"] = Wire.Time(day.Start),
            ["end_time"] = Wire.Time(day.End),
            ["daily"] = Between(kept, day.Start, day.End).Count,
            ["weekly"] = OfDays(kept, LastDays(query, 7, days.Count - 1 - index)).Count,
            ["monthly"] = OfDays(kept, LastDays(query, 30, days.Count - 1 - index)).Count,
        })]);
    }

    private static bool IsFirstIn(string user, List<ReferenceBucket> kept, (DateTimeOffset Start, DateTimeOffset End) week)
    {
        var first = kept.Where(bucket => bucket.UserId == user).MinBy(bucket => bucket.HalfHour)!;
        return first.Start >= week.Start && first.End <= week.End;
    }

    private static JsonArray Weeks(List<ReferenceBucket> kept, ReferenceQuery query, List<(DateTimeOffset Start, DateTimeOffset End)> weeks, DateTimeOffset? since)
    {
        var rows = new JsonArray();
        var before = Between(kept, ReferencePeriod.Before(query, 7), query.StartTime);
        foreach (var week in weeks)
        {
            var active = Between(kept, week.Start, week.End);
            var fresh = active.Where(user => IsFirstIn(user, kept, week)).ToHashSet();
            rows.Add(new JsonObject
            {
                ["start_time"] = Wire.Time(week.Start),
                ["end_time"] = Wire.Time(week.End),
                ["recorded_days"] = since < week.Start ? (int)(week.Start - since.Value).TotalDays : 0,
                ["active"] = active.Count,
                ["new"] = fresh.Count,
                ["returning"] = active.Count - fresh.Count,
                ["resumed"] = active.Except(before).Except(fresh).Count(),
                ["lapsed"] = before.Except(active).Count(),
            });
            before = active;
        }

        return rows;
    }

    private static JsonArray Cohorts(List<ReferenceBucket> kept, List<(DateTimeOffset Start, DateTimeOffset End)> weeks)
    {
        var rows = new JsonArray();
        for (var week = 0; week < weeks.Count; week++)
        {
            var cohort = Users(kept).Where(user => IsFirstIn(user, kept, weeks[week])).ToHashSet();
            rows.Add(new JsonObject
            {
                ["start_time"] = Wire.Time(weeks[week].Start),
                ["users"] = cohort.Count,
                ["active"] = new JsonArray([.. weeks.Skip(week).Select(later => JsonValue.Create(Between(kept, later.Start, later.End).Count(cohort.Contains)))]),
            });
        }

        return rows;
    }

    private static JsonArray Templates(
        List<string> asked, Dictionary<string, HashSet<string>?> eligible, List<ReferenceBucket> kept, List<ReferenceBucket> inRange, ReferenceQuery query, DateTimeOffset? since)
    {
        var rows = new JsonArray();
        foreach (var id in asked)
        {
            var (own, used) = (kept.Where(bucket => bucket.TemplateId == id).ToList(), Users(inRange.Where(bucket => bucket.TemplateId == id)));
            if (eligible[id] is null && used.Count == 0 && OfDays(own, LastDays(query, 30)).Count == 0)
            {
                continue;
            }

            var row = new JsonObject { ["template_id"] = id };
            AddShare(row, eligible[id], used);
            row["active_users"] = used.Count;
            AddFigures(row, own, query, since);
            rows.Add(row);
        }

        return rows;
    }

    private static JsonObject? Part(
        string id, string idName, JsonObject item, string? organization, IEnumerable<string> members, HashSet<string>? all, HashSet<string> active)
    {
        var eligible = members.Where(member => all?.Contains(member) == true).ToHashSet();
        if (eligible.Count == 0)
        {
            return null;
        }

        var row = new JsonObject { [idName] = id, ["name"] = GivenCatalog.Text(item, "name"), ["display_name"] = GivenCatalog.Text(item, "display_name") };
        if (organization is not null)
        {
            row["organization_id"] = organization;
        }

        AddShare(row, eligible, active);
        return row;
    }
}
