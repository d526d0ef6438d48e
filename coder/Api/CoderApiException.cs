using System.Net;

namespace Insights.Coder.Api;

/// <summary>Coder's API did not answer, or not with what was asked for.</summary>
/// <param name="message">What went wrong, in words for an operator.</param>
/// <param name="status">What it answered; null when it did not.</param>
/// <param name="inner">The cause.</param>
public sealed class CoderApiException(string message, HttpStatusCode? status = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it answered; null when it did not.</summary>
    public HttpStatusCode? Status => status;
}
