using System.Globalization;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports.Behind;

namespace Insights.Functions.Insights.Behind;

/// <summary>Which figure the people are asked for that are behind it.</summary>
/// <param name="Kind">What kind of figure it is.</param>
/// <param name="Weekday">The only day of the week that counts, 1 for Monday; null for all.</param>
/// <param name="Hour">The only hour of the day that counts; null for all.</param>
/// <param name="Latency">The latencies that count; null where it is no figure of latency.</param>
/// <param name="Cohort">When the week began in which its users were new; null where it is no cohort.</param>
/// <param name="Parameter">The name of the parameter; empty where it is none.</param>
/// <param name="Value">Its value; null for any.</param>
/// <param name="Definition">The key of its definition; null for all of the name.</param>
internal sealed record BehindQuery(
    string Kind, int? Weekday, int? Hour, LatencyCell? Latency, DateTimeOffset? Cohort, string Parameter, string? Value, string? Definition)
{
    public const string Activity = "activity";
    public const string Measured = "latency";
    public const string ParameterValue = "parameter";
    public const string Adopted = "adopted";
    public const string NotAdopted = "not_adopted";

    private const string New = "new";
    private const string Returning = "returning";
    private const string Resumed = "resumed";
    private const string Lapsed = "lapsed";
    private const string OfCohort = "cohort";
    private const double MaxLatency = 1_000_000;
    private const int MaxText = 10_000;
    private const int MaxTime = 40;

    /// <summary>The parameter that says which kind of figure it is.</summary>
    public static readonly ChoiceParameter KindName = new(
        "behind", "The figure whose people are asked for; activity without it.", Activity, Measured, New, Returning, Resumed, Lapsed, OfCohort, Adopted, NotAdopted, ParameterValue);

    private static readonly ChoiceParameter WeekdayName = new(
        "weekday", "Of activity and latency: only half-hours on this day of the week, 1 for Monday.", [.. Enumerable.Range(1, 7).Select(Text)]);

    private static readonly ChoiceParameter HourName = new(
        "hour", "Of activity and latency: only half-hours that begin in this hour of the day.", [.. Enumerable.Range(0, 24).Select(Text)]);

    private static readonly NumberParameter FromName = new("from_ms", "Of latency: the least that counts, in milliseconds; 0 without it.", 0, MaxLatency);
    private static readonly NumberParameter ToName = new("to_ms", "Of latency: below what it counts, in milliseconds.", 0, MaxLatency);
    /// <summary>The parameter that says which cohort.</summary>
    public static readonly TextParameter CohortName = new("cohort", "Of a cohort: the start of the week in which its users were new.", MaxTime);
    private static readonly TextParameter ParameterName = new("parameter", "Of a parameter: its name.", MaxText);
    private static readonly TextParameter ValueName = new("value", "Of a parameter: the value, which may be empty; any without it.", MaxText);
    private static readonly TextParameter DefinitionName = new("definition", "Of a parameter: the key of its definition; all of its name without it.", MaxText);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
        [KindName, WeekdayName, HourName, FromName, ToName, CohortName, ParameterName, ValueName, DefinitionName];

    /// <summary>Which of those who came and went; null where it is another kind of figure.</summary>
    public ComeAndGo? ComeAndGo => Kind switch
    {
        New => Reports.Behind.ComeAndGo.New,
        Returning => Reports.Behind.ComeAndGo.Returning,
        Resumed => Reports.Behind.ComeAndGo.Resumed,
        Lapsed => Reports.Behind.ComeAndGo.Lapsed,
        OfCohort => Reports.Behind.ComeAndGo.Cohort,
        _ => null,
    };

    /// <summary>Reads the parameters.</summary>
    public static BehindQuery Read(RequestQuery query)
    {
        var kind = Choice(query, KindName) ?? Activity;
        var (weekday, hour) = (Choice(query, WeekdayName), Choice(query, HourName));
        var (from, to) = (Number(query, FromName), Number(query, ToName));
        var (cohort, parameter) = (query.Optional(CohortName), query.Optional(ParameterName));
        var (value, definition) = (query.Given(ValueName), query.Optional(DefinitionName));
        Demand(query, weekday is not null, WeekdayName, kind, Activity, Measured);
        Demand(query, hour is not null, HourName, kind, Activity, Measured);
        Demand(query, from is not null, FromName, kind, Measured);
        Demand(query, to is not null, ToName, kind, Measured);
        Demand(query, cohort.Length > 0, CohortName, kind, OfCohort);
        Demand(query, parameter.Length > 0, ParameterName, kind, ParameterValue);
        Demand(query, value is not null, ValueName, kind, ParameterValue);
        Demand(query, definition.Length > 0, DefinitionName, kind, ParameterValue);
        if (kind == ParameterValue && parameter.Length == 0)
        {
            query.Fail(ParameterName, $"Query param \"{ParameterName}\" is required with \"{KindName}\" {ParameterValue}");
        }

        return new BehindQuery(
            kind,
            weekday is null ? null : int.Parse(weekday, CultureInfo.InvariantCulture),
            hour is null ? null : int.Parse(hour, CultureInfo.InvariantCulture),
            kind == Measured ? new LatencyCell(from ?? 0, to) : null,
            kind == OfCohort ? Time(query, cohort) : null,
            parameter,
            value,
            definition.Length == 0 ? null : definition);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Choice(RequestQuery query, ChoiceParameter name)
    {
        var text = query.Optional(name);
        if (text.Length == 0 || name.Choices.Contains(text))
        {
            return text.Length == 0 ? null : text;
        }

        query.Fail(name, $"Query param \"{name}\" must be one of {string.Join(", ", name.Choices)}, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    private static double? Number(RequestQuery query, NumberParameter name)
    {
        var text = query.Optional(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= name.Max)
        {
            return number;
        }

        query.Fail(name, $"Query param \"{name}\" must be a number from {name.Min} to {name.Max} such as 1.5, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    private static DateTimeOffset? Time(RequestQuery query, string text)
    {
        if (Rfc3339.TryParse(text, out var time) && time.Year > 1)
        {
            return time;
        }

        query.Fail(CohortName, $"Query param \"{CohortName}\" must be a time in RFC 3339 such as 2026-01-31T00:00:00Z, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    private static void Demand(RequestQuery query, bool isGiven, QueryParameter name, string kind, params ReadOnlySpan<string> kinds)
    {
        if (isGiven && !kinds.Contains(kind))
        {
            query.Fail(name, $"Query param \"{name}\" takes \"{KindName}\" {string.Join(" or ", kinds)}, but that is {kind}");
        }
    }
}
