using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How many minutes of a half-hour a user used a template, or one of its applications, for.</summary>
/// <param name="UserId">The user.</param>
/// <param name="HalfHour">The half-hour.</param>
/// <param name="Kind"><see cref="Any"/>, <see cref="Builtin"/>, <see cref="Defined"/> or <see cref="Other"/>.</param>
/// <param name="App">The slug of the application; its port, where it has no slug; empty for <see cref="Any"/>.</param>
/// <param name="Minutes">1 to 30.</param>
/// <param name="LatencyMs">The median latency of the half-hour, with <see cref="Any"/> alone; null where none was measured.</param>
public readonly record struct BucketMinutes(Guid UserId, HalfHour HalfHour, string Kind, string App, int Minutes, float? LatencyMs)
{
    /// <summary>Whatever was used: each minute once.</summary>
    public const string Any = "usage";

    /// <summary>An application that every template has.</summary>
    public const string Builtin = "builtin";

    /// <summary>An application that the template defines.</summary>
    public const string Defined = "app";

    /// <summary>A port, a terminal in the browser, or what no template defines any more: reports do not count it.</summary>
    public const string Other = "other";

    /// <summary>Those of one template in a range, by user and half-hour.</summary>
    public static IReadOnlyList<BucketMinutes> Of(IEnumerable<TemplateDay> usage, ReportRange range, AppDirectory apps) =>
        [.. UsageScan.Run(usage, range, templates => new BucketMinutesVisitor(templates, apps), (visitor, users) => visitor.Rows(users)).SelectMany(share => share)];
}
