using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>Whether a report counts users that are nobody but the system itself, such as the owner of prebuilt workspaces. Coder does.</summary>
internal static class SystemUsers
{
    /// <summary>The parameter.</summary>
    public static readonly FlagParameter ParameterName = new("include_system", "Whether users that are the system itself count as people do.");

    /// <summary>Reads the parameter; without it they are not counted.</summary>
    public static bool AreIncluded(RequestQuery query) => query.Flag(ParameterName);
}
