using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>Reads how session apps are to be listed.</summary>
internal static class AppListings
{
    /// <summary>The parameter.</summary>
    public static readonly ChoiceParameter ParameterName = new(
        "session_apps", "How session apps are listed: by family, each for itself, or both.", "families", "each", "both");

    /// <summary>Reads the parameter; without it they are listed by family.</summary>
    public static AppListing Read(RequestQuery query)
    {
        switch (query.Optional(ParameterName))
        {
            case "" or "families":
                return AppListing.Families;
            case "each":
                return AppListing.Each;
            case "both":
                return AppListing.Both;
            case var other:
                query.Fail(ParameterName, $"Query param \"{ParameterName}\" must be one of families, each, both, but is \"{JsonItem.Shown(other)}\"");
                return AppListing.Families;
        }
    }
}
