using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/people</c> to somebody who may see all of it.</summary>
public static class ReferencePeople
{
    public static JsonObject Report(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(catalog);
        var users = query.Text("behind") switch
        {
            "parameter" => Owners(query, given),
            null or "activity" or "latency" or "adopted" => InCell(query, buckets).Where(user => query.Text("behind") != "adopted" || Eligible(query, given, catalog, buckets, now).ContainsKey(user.Id)),
            "not_adopted" => NotAdopted(query, given, catalog, buckets, now),
            var which => ComeAndGo(which, query, buckets),
        };
        var rows = users.OrderBy(user => user.Id, StringComparer.Ordinal).Select(user => Row(user.Id, user.Item, given, catalog)).ToList();
        var report = new JsonObject
        {
            ["start_time"] = Wire.Time(query.StartTime),
            ["end_time"] = Wire.Time(query.EndTime),
            ["behind"] = query.Text("behind") ?? "activity",
            ["template_ids"] = Wire.Ids(rows.SelectMany(row => row["template_ids"]!.AsArray()).Select(id => id!.GetValue<string>())),
            ["users"] = new JsonArray([.. rows]),
        };
        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;
    }

    private static IEnumerable<(string Id, JsonObject Item)> InCell(ReferenceQuery query, IReadOnlyList<ReferenceBucket> buckets)
    {
        var isOfLatency = query.Text("behind") == "latency";
        var (from, to) = (query.Number("from_ms") ?? 0, query.Number("to_ms") ?? double.PositiveInfinity);
        return ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds)
            .Where(bucket => query.Number("hour") is not { } hour || query.PeriodCalendar.Local(bucket.Start).Hour == hour)
            .Where(bucket => query.Number("weekday") is not { } weekday || ((int)query.PeriodCalendar.Local(bucket.Start).DayOfWeek + 6) % 7 == weekday - 1)
            .Where(bucket => !isOfLatency || (bucket.Median() >= from && bucket.Median() < to))
            .GroupBy(bucket => bucket.UserId)
            .Select(user =>
            {
                var item = new JsonObject { ["template_ids"] = Wire.Ids(user.Select(bucket => bucket.TemplateId)), ["seconds"] = Seconds(user) };
                if (isOfLatency)
                {
                    var medians = user.Select(bucket => (double)bucket.Median()!.Value).ToList();
                    item["half_hours"] = medians.Count;
                    item["latency_ms"] = new JsonObject { ["p50"] = Percentile.Continuous(medians, 0.5), ["p95"] = Percentile.Continuous(medians, 0.95) };
                }

                return (user.Key, item);
            });
    }

    private static IEnumerable<(string Id, JsonObject Item)> NotAdopted(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now) =>
        Eligible(query, given, catalog, buckets, now)
            .Where(user => InCell(query, buckets).All(active => active.Id != user.Key))
            .Select(user => (user.Key, new JsonObject { ["template_ids"] = Wire.Ids(user.Value) }));

    // Who may use which of the templates, by user.
    private static Dictionary<string, List<string>> Eligible(ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now) =>
        ReferenceAdoption.EligibleByTemplate(query, given, catalog, buckets, now)
            .SelectMany(template => template.Value ?? [], (template, user) => (Template: template.Key, User: user))
            .GroupBy(may => may.User)
            .ToDictionary(user => user.Key, user => user.Select(may => may.Template).ToList());

    private static IEnumerable<(string Id, JsonObject Item)> ComeAndGo(string which, ReferenceQuery query, IReadOnlyList<ReferenceBucket> buckets)
    {
        var before = (Start: ReferencePeriod.Before(query, 7), End: query.StartTime);
        var cohort = which == "cohort" ? GivenReader.Time(query.Text("cohort")!) : query.StartTime;
        var cohortEnd = query.TimeZone is null ? cohort.AddDays(7) : query.Calendar.StartOf(query.Calendar.DateOf(cohort).AddDays(7));
        foreach (var user in buckets.Where(bucket => bucket.End <= query.EndTime && (query.TemplateIds.Count == 0 || query.TemplateIds.Contains(bucket.TemplateId))).GroupBy(bucket => bucket.UserId))
        {
            var (first, last) = (user.MinBy(bucket => bucket.HalfHour)!, user.MaxBy(bucket => bucket.HalfHour)!);
            var inPeriod = user.Where(bucket => bucket.Start >= query.StartTime).ToList();
            var inWeekBefore = user.Where(bucket => bucket.Start >= before.Start && bucket.End <= before.End).ToList();
            var isNew = first.Start >= query.StartTime;
            var counts = which switch
            {
                "new" => isNew,
                "returning" => inPeriod.Count > 0 && !isNew,
                "resumed" => inPeriod.Count > 0 && !isNew && inWeekBefore.Count == 0,
                "lapsed" => inPeriod.Count == 0 && inWeekBefore.Count > 0,
                _ => inPeriod.Count > 0 && first.Start >= cohort && first.End <= cohortEnd,
            };
            if (counts)
            {
                yield return (user.Key, new JsonObject
                {
                    ["template_ids"] = Wire.Ids((which == "lapsed" ? inWeekBefore : inPeriod).Select(bucket => bucket.TemplateId)),
                    ["seconds"] = Seconds(inPeriod),
                    ["first_at"] = Wire.Time(first.Start),
                    ["last_at"] = Wire.Time(last.Start),
                });
            }
        }
    }

    private static IEnumerable<(string Id, JsonObject Item)> Owners(ReferenceQuery query, Given given) => ReferenceParameters.LatestBuilds(given, query)
        .Where(build => build.Parameters.Any(parameter => parameter.Name == query.Text("parameter") && (query.Text("value") is not { } value || parameter.Value == value)))
        .Where(build => query.Text("definition") is not { } key || key == KeyOf(build, query.Text("parameter")!, given))
        .GroupBy(build => build.OwnerId)
        .Select(owner => (owner.Key, new JsonObject { ["template_ids"] = Wire.Ids(owner.Select(build => build.TemplateId)), ["workspaces"] = owner.Count() }));

    private static string KeyOf(GivenBuild build, string name, Given given) =>
        given.VersionParameters.GetValueOrDefault(build.TemplateVersionId, []).FirstOrDefault(definition => definition.Name == name) is { } defined
            ? ReferenceParameterTrends.KeyOf(defined, isDefined: true)
            : ReferenceParameterTrends.KeyOf(new GivenParameter(name, "", "", "", []), isDefined: false);

    private static int Seconds(IEnumerable<ReferenceBucket> buckets) =>
        buckets.GroupBy(bucket => bucket.HalfHour).Sum(halfHour => 60 * Math.Min(30, halfHour.Sum(bucket => bucket.UsageMinutes().Count)));

    private static JsonObject Row(string id, JsonObject item, Given given, GivenCatalog catalog)
    {
        var row = new JsonObject
        {
            ["user_id"] = id,
            ["username"] = ReferenceUsers.Username(given, id),
            ["name"] = GivenCatalog.Text(catalog.Users.GetValueOrDefault(id), "name"),
            ["avatar_url"] = ReferenceUsers.AvatarUrl(given, id),
        };
        foreach (var (name, value) in item.ToList())
        {
            item.Remove(name);
            row[name] = value;
        }

        return row;
    }
}
