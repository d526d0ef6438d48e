using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;

namespace Insights.Functions.Tests.Access;

/// <summary>What every kind of caller gets from one route.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below /api/v2, made for one request: what is deleted is there once only.</param>
/// <param name="Allowed">The callers who are let in.</param>
/// <param name="Status">What they get.</param>
/// <param name="Shows">What the body has then.</param>
/// <param name="Denied">What other callers with a valid credential get.</param>
internal sealed record RouteAccess(
    string Method, Func<AccessWorld, Task<string>> Path, string[] Allowed, HttpStatusCode Status, string Shows, HttpStatusCode Denied)
{
    /// <summary>The body to send; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Callers who may view what the route is about, but not use it.</summary>
    public (string[] Callers, HttpStatusCode Status) Known { get; init; } = ([], HttpStatusCode.Forbidden);

    /// <summary>Whether a session that it is called with is gone afterwards.</summary>
    public bool UsesUp { get; init; }

    /// <summary>Whether no credential is asked for.</summary>
    public bool IsOpen => Denied == HttpStatusCode.OK;

    public HttpStatusCode StatusFor(string caller) =>
        Callers.Strangers.Contains(caller) && !IsOpen ? HttpStatusCode.Unauthorized
        : Allowed.Contains(caller) ? Status
        : Known.Callers.Contains(caller) ? Known.Status
        : Denied;

    /// <summary>What is wrong with an answer; empty when nothing is.</summary>
    public string FaultOf(string caller, ApiAnswer answer)
    {
        var expected = StatusFor(caller);
        var shows = expected switch
        {
            HttpStatusCode.Unauthorized => "\"message\":\"You are not signed in.\"",
            HttpStatusCode.Forbidden => "\"message\":\"Forbidden.\"",
            HttpStatusCode.NotFound when Status != HttpStatusCode.NotFound => "{\"message\":\"Resource not found or you do not have access to this resource\"}",
            _ => Shows,
        };
        return answer.Status == expected && answer.Text.Contains(shows, StringComparison.Ordinal)
            ? ""
            : $"{caller}: expected {(int)expected} with {shows}, but was {(int)answer.Status} {answer.Text}";
    }
}
