using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>The sections of an answer that a request asks for.</summary>
internal static class SectionList
{
    /// <summary>The sections listed, or all of them when none is.</summary>
    /// <exception cref="ApiException">400: one of them is none of the answer's.</exception>
    public static IReadOnlySet<string> Parse(ChoicesParameter parameter, string[] listed)
    {
        var unknown = listed.FirstOrDefault(section => !parameter.Choices.Contains(section));
        return unknown is null
            ? (listed.Length == 0 ? parameter.Choices : listed).ToHashSet(StringComparer.Ordinal)
            : throw RequestQuery.Invalid(
                parameter, $"Query param \"{parameter}\" must be one of {string.Join(", ", parameter.Choices)}, but is \"{JsonItem.Shown(unknown)}\"");
    }
}
