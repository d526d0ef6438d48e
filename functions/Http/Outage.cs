namespace Insights.Functions.Http;

/// <summary>
/// Something that the service needs and that may be away for a while: a request that meets it is answered with a 503 and may be sent again.
/// </summary>
/// <param name="What">What is away, in the words of the answer, such as "Storage".</param>
/// <param name="Explains">Whether an exception comes of it. A <see cref="OperationCanceledException"/> of a request that was ended is never asked about.</param>
public sealed record Outage(string What, Func<Exception, bool> Explains);
