using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>The period that a request asks for, as it is written there.</summary>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end.</param>
/// <param name="IsRounded">Whether any time will do, and what counts around it is meant.</param>
internal sealed record AskedPeriod(string Start, string End, bool IsRounded)
{
    private const string Outward = "outward";

    private static readonly ChoiceParameter Round = new(
        "round", "Takes any times, such as those of a time picker, and widens them to the half-hours around; without it they must be midnights.", Outward);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [.. ReportPeriod.Parameters, Round];

    /// <summary>Reads the parameters.</summary>
    public static AskedPeriod Read(RequestQuery query)
    {
        var asked = new AskedPeriod(query.Required(ReportPeriod.StartName), query.Required(ReportPeriod.EndName), query.Optional(Round) is { Length: > 0 });
        if (query.Optional(Round) is not ("" or Outward) and var round)
        {
            query.Fail(Round, $"Query param \"{Round}\" must be {Outward}, but is \"{JsonItem.Shown(round)}\"");
        }

        return asked;
    }

    /// <summary>The period.</summary>
    /// <exception cref="ApiException">400, naming the first parameter that is wrong.</exception>
    public ReportPeriod At(DateTimeOffset now) => IsRounded ? ReportPeriod.ParseOutward(Start, End, now) : ReportPeriod.Parse(Start, End, now);
}
