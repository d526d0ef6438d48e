using System.Net;

namespace Insights.Coder.Tests.World;

/// <summary>Lets requests pass, or answers them itself.</summary>
internal sealed class Faults() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _busy;

    /// <summary>Every request, by route and token.</summary>
    public List<(string Route, string Token)> Requests { get; } = [];

    /// <summary>Answers the next requests with 503.</summary>
    public void BeBusy(int requests) => _busy = requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!.AbsolutePath, request.Headers.GetValues("Coder-Session-Token").Single()));
        if (_busy > 0)
        {
            _busy--;
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("{\"message\": \"The queue is full.\"}") };
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
