using System.Globalization;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights.People;

/// <summary>What an hour of a workspace costs, as a request says it.</summary>
internal static class HourlyRate
{
    private const double Max = 1_000_000;

    /// <summary>The parameter.</summary>
    public static readonly NumberParameter Name = new("hourly_rate", "What an hour of a workspace costs, in any currency; takes the place of its daily cost.", 0, Max);

    /// <summary>Reads the parameter; null when it is left out.</summary>
    public static double? Read(RequestQuery query)
    {
        var text = query.Optional(Name);
        if (text.Length == 0)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= Max)
        {
            return rate;
        }

        query.Fail(Name, $"Query param \"{Name}\" must be a number from 0 to {Max:0} such as 0.42, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }
}
