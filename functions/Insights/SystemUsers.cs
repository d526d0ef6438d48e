using Insights.Functions.Http;

namespace Insights.Functions.Insights;

/// <summary>Whether a report counts users that are nobody but the system itself, such as the owner of prebuilt workspaces. Coder does.</summary>
internal static class SystemUsers
{
    private const string ParameterName = "include_system";

    /// <summary>Reads the parameter; without it they are not counted.</summary>
    public static bool AreIncluded(RequestQuery query) => query.Flag(ParameterName);
}
