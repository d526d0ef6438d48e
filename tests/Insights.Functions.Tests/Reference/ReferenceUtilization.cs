using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/utilization</c>.</summary>
public static class ReferenceUtilization
{
    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        var cells = Cells(query, given, buckets, now);
        var until = query.EndTime < now ? query.EndTime : now;
        var templateIds = cells.Select(cell => cell.TemplateId).Distinct().Order(StringComparer.Ordinal).ToList();
        var report = ReferencePeriod.Head(query, templateIds);
        report["workspaces_running"] = cells.Count(cell => cell.WorkspaceId is not null);
        report["workspaces_never_used"] = cells.Count(cell => cell.WorkspaceId is not null && cell.IsNeverUsed);
        report["workspaces_unknown"] = ReferenceWorkspaces.Of(given, query, until).Count(builds =>
            builds.All(build => build.Transition is null)
            && ReferenceWorkspaces.Newest(builds).CreatedAt >= query.StartTime
            && ReferenceFilter.Counts(query, given, ReferenceWorkspaces.Newest(builds).OwnerId));
        Add(report, cells, unmatched: true);
        if (query.AllSections.Count == 0 || query.AllSections.Contains("templates"))
        {
            report["templates"] = new JsonArray([.. templateIds.Select(id => With(
                new JsonObject { ["template_id"] = id, ["workspaces"] = cells.Count(cell => cell.TemplateId == id && cell.WorkspaceId is not null) },
                cells.Where(cell => cell.TemplateId == id)))]);
        }

        if (query.AllSections.Count == 0 || query.AllSections.Contains("users"))
        {
            report["users"] = new JsonArray([.. cells.Select(cell => cell.OwnerId).Distinct().Order(StringComparer.Ordinal).Select(id => With(
                new JsonObject
                {
                    ["user_id"] = id,
                    ["username"] = ReferenceUsers.Username(given, id),
                    ["avatar_url"] = ReferenceUsers.AvatarUrl(given, id),
                    ["template_ids"] = Wire.Ids(cells.Where(cell => cell.OwnerId == id).Select(cell => cell.TemplateId)),
                    ["workspaces"] = cells.Count(cell => cell.OwnerId == id && cell.WorkspaceId is not null),
                },
                cells.Where(cell => cell.OwnerId == id)))]);
        }

        if (query.AllSections.Count == 0 || query.AllSections.Contains("workspaces"))
        {
            report["workspaces"] = Workspaces(cells, given, withUser: true);
        }

        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;

        static JsonObject With(JsonObject item, IEnumerable<Cell> some)
        {
            Add(item, [.. some], unmatched: true);
            return item;
        }
    }

    public static JsonArray Workspaces(IEnumerable<Cell> cells, Given given, bool withUser)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var rows = new JsonArray();
        foreach (var cell in cells.Where(cell => cell.WorkspaceId is not null)
            .OrderBy(cell => cell.WorkspaceId, StringComparer.Ordinal).ThenBy(cell => cell.OwnerId, StringComparer.Ordinal))
        {
            var row = new JsonObject { ["workspace_id"] = cell.WorkspaceId, ["workspace_name"] = cell.Name, ["template_id"] = cell.TemplateId };
            if (withUser)
            {
                row["user_id"] = cell.OwnerId;
                row["username"] = ReferenceUsers.Username(given, cell.OwnerId);
            }

            row["running"] = cell.IsRunning;
            row["started_at"] = Wire.Time(DateTimeOffset.FromUnixTimeSeconds(cell.StartedAt));
            row["never_used"] = cell.IsNeverUsed;
            Add(row, [cell], unmatched: false);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Every workspace while it was one owner's, and what an owner used without any.</summary>
    public static List<Cell> Cells(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (start, until) = (query.StartTime.ToUnixTimeSeconds(), query.EndTime < now ? query.EndTime : now);
        var cells = new List<Cell>();
        foreach (var builds in ReferenceWorkspaces.Of(given, query, until))
        {
            var runs = ReferenceWorkspaces.Runs(builds, until).ToList();
            foreach (var owner in runs.GroupBy(run => run.OwnerId).Where(owner => ReferenceFilter.Counts(query, given, owner.Key)))
            {
                var clipped = owner.Where(run => run.Within(start, long.MaxValue) > 0).Select(run => run with { Start = Math.Max(run.Start, start) }).ToList();
                if (clipped.Count > 0)
                {
                    cells.Add(new Cell(builds[0].TemplateId, builds[0].WorkspaceId, owner.Key)
                    {
                        Name = ReferenceWorkspaces.Newest(builds).WorkspaceName,
                        Runs = clipped,
                        StartedAt = ReferenceWorkspaces.StartOfLast(owner),
                        IsRunning = runs[^1].OwnerId == owner.Key && ReferenceWorkspaces.At(builds, until.ToUnixTimeSeconds() - 1)?.Transition == "start",
                        Rate = query.HourlyRate,
                    });
                }
            }
        }

        foreach (var bucket in ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds))
        {
            var (from, to) = (bucket.Start.ToUnixTimeSeconds(), bucket.End.ToUnixTimeSeconds());
            var here = cells.Where(cell => cell.TemplateId == bucket.TemplateId && cell.OwnerId == bucket.UserId && cell.SecondsIn(from, to) > 0)
                .OrderBy(cell => cell.WorkspaceId, StringComparer.Ordinal).ToList();
            var together = here.Sum(cell => cell.SecondsIn(from, to));
            var used = Math.Min(60 * bucket.UsageMinutes().Count, together);
            for (var i = 0; i < here.Count; i++)
            {
                // Each has the whole seconds of its part, counted from the first on.
                var before = here.Take(i).Sum(cell => cell.SecondsIn(from, to));
                var share = (used * (before + here[i].SecondsIn(from, to)) / together) - (used * before / together);
                here[i].Use(from, to, share, here.Count > 1);
            }

            if ((60 * bucket.UsageMinutes().Count) - used is > 0 and var rest)
            {
                var without = cells.Find(cell => cell.WorkspaceId is null && cell.TemplateId == bucket.TemplateId && cell.OwnerId == bucket.UserId);
                if (without is null)
                {
                    cells.Add(without = new Cell(bucket.TemplateId, null, bucket.UserId));
                }

                without.Unmatched += rest;
            }
        }

        return cells;
    }

    private static void Add(JsonObject item, List<Cell> cells, bool unmatched)
    {
        var (running, used) = (cells.Sum(cell => cell.Running), cells.Sum(cell => cell.Used));
        item["running_seconds"] = running;
        item["used_seconds"] = used;
        item["shared_seconds"] = cells.Sum(cell => cell.Shared);
        item["idle_seconds"] = running - used;
        if (unmatched)
        {
            item["unmatched_seconds"] = cells.Sum(cell => cell.Unmatched);
        }

        if (running > 0)
        {
            item["share"] = Wire.Rounded((double)used / running);
        }

        if (cells.Any(cell => cell.Cost is not null))
        {
            item["cost"] = Wire.Rounded(cells.Sum(cell => cell.Cost ?? 0));
            item["idle_cost"] = Wire.Rounded(cells.Sum(cell => cell.Cost is null ? 0 : cell.Cost.Value - cell.UsedCost));
        }
    }

    public sealed class Cell(string templateId, string? workspaceId, string ownerId)
    {
        private bool _usedSinceStart;

        public string TemplateId => templateId;

        public string? WorkspaceId => workspaceId;

        public string OwnerId => ownerId;

        public string Name { get; init; } = "";

        public IReadOnlyList<ReferenceRun> Runs { get; init; } = [];

        public long StartedAt { get; init; }

        public bool IsRunning { get; init; }

        public double? Rate { get; init; }

        public bool IsNeverUsed => !_usedSinceStart;

        public long Running => Runs.Sum(run => run.End - run.Start);

        public long Used { get; private set; }

        public long Shared { get; private set; }

        public long Unmatched { get; set; }

        public double UsedCost { get; private set; }

        public double? Cost => Runs.Any(run => PerSecond(run) is not null) ? Runs.Sum(run => (PerSecond(run) ?? 0) * (run.End - run.Start)) : null;

        public long SecondsIn(long from, long to) => Runs.Sum(run => run.Within(from, to));

        public void Use(long from, long to, long seconds, bool shared)
        {
            Used += seconds;
            Shared += shared ? seconds : 0;
            _usedSinceStart |= to > StartedAt;
            UsedCost += Runs.Sum(run => (PerSecond(run) ?? 0) * run.Within(from, to)) * seconds / SecondsIn(from, to);
        }

        private double? PerSecond(ReferenceRun run) => Rate is { } hour ? hour / 3600 : run.DailyCost is > 0 and var day ? day / 86_400.0 : null;
    }
}
