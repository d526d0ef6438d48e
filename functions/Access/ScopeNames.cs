using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>Scopes as requests and answers write them.</summary>
internal static class ScopeNames
{
    private static readonly (string Name, TokenScopes Scope)[] Names =
        [("ingest", TokenScopes.Ingest), ("read", TokenScopes.Read), ("admin", TokenScopes.Admin), ("catalog", TokenScopes.Catalog)];

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(pair => pair.Name)];

    /// <summary>The scopes of some names.</summary>
    public static TokenScopes Of(IReadOnlyList<string> names) =>
        Names.Where(pair => names.Contains(pair.Name)).Aggregate(TokenScopes.None, (scopes, pair) => scopes | pair.Scope);

    /// <summary>The names of some scopes.</summary>
    public static IReadOnlyList<string> Of(TokenScopes scopes) => [.. Names.Where(pair => scopes.HasFlag(pair.Scope)).Select(pair => pair.Name)];
}
