using Insights.Functions.Http;

namespace Insights.Functions.Insights;

/// <summary>Reads how session apps are to be listed.</summary>
internal static class AppListings
{
    private const string ParameterName = "session_apps";

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
