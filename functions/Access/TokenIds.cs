using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>The ids of API tokens.</summary>
public sealed class TokenIds(TokenTable tokens, TimeProvider clock) : KnownIds(tokens.GetIdsAsync, clock);
