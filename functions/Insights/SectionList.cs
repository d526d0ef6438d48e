using Insights.Functions.Http;

namespace Insights.Functions.Insights;

/// <summary>The sections of an answer that a request asks for.</summary>
internal static class SectionList
{
    /// <summary>The sections listed, or all of them when none is.</summary>
    /// <exception cref="ApiException">400: one of them is none of the answer's.</exception>
    public static IReadOnlySet<string> Parse(string parameter, string[] listed, params string[] all)
    {
        var unknown = listed.FirstOrDefault(section => !all.Contains(section));
        return unknown is null
            ? (listed.Length == 0 ? all : listed).ToHashSet(StringComparer.Ordinal)
            : throw RequestQuery.Invalid(
                parameter, $"Query param \"{parameter}\" must be one of {string.Join(", ", all)}, but is \"{JsonItem.Shown(unknown)}\"");
    }
}
