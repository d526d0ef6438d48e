using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights.Trends;

/// <summary>The periods of trends.</summary>
/// <param name="Name"><c>month</c> or <c>quarter</c>.</param>
/// <param name="Months">Its months.</param>
internal sealed record TrendInterval(string Name, int Months)
{
    public static readonly ChoiceParameter ParameterName = new("interval", "How long the periods are; a month without it.", "month", "quarter");

    public static readonly TrendInterval Month = new("month", 1);

    private static readonly TrendInterval Quarter = new("quarter", 3);

    /// <summary>The interval of a name; a month for an empty one.</summary>
    /// <exception cref="ApiException">400 for any other name.</exception>
    public static TrendInterval Parse(string name) =>
        name.Length == 0 || name == Month.Name ? Month
        : name == Quarter.Name ? Quarter
        : throw RequestQuery.Invalid(
            ParameterName, $"Query param \"{ParameterName}\" must be one of month, quarter, but is \"{JsonItem.Shown(name)}\"");
}
