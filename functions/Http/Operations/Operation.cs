using Insights.Functions.Http.Queries;

namespace Insights.Functions.Http.Operations;

/// <summary>
/// What a function of the API takes and gives: one line in the table of its room. It is what the document of the API is made from, and
/// what a request is held to (<see cref="RequestQuery"/>): a parameter that is not listed cannot be read, and one that is listed must be.
/// </summary>
/// <param name="Function">The function's name. Its methods, path and rights are those that it is served with.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Answer">What it answers when all is well.</param>
/// <param name="Query">The parameters of its query.</param>
public sealed record Operation(string Function, string Summary, Answer Answer, params IReadOnlyList<QueryParameter> Query)
{
    /// <summary>The JSON body that it takes; null for none.</summary>
    public BodySchema? Body { get; init; }

    /// <summary>Whether it answers a list in parts, and says in the head where it goes on.</summary>
    public bool IsInParts => Query.Any(parameter => parameter.Name == ListPage.AfterName.Name);

    /// <summary>What the head of its answer may say of it.</summary>
    public IReadOnlyList<AnswerHeader> Headers { get; init; } = [];

    /// <summary>Whether it answers 304 to who has the answer already.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The statuses that refuse it, beside those that follow from what it takes and who may call it.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];
}
