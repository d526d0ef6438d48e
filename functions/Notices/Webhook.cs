using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Notices;

/// <summary>Posts notices to the webhook of the settings, and nowhere else: it follows no redirect.</summary>
public sealed class Webhook(IOptions<NoticeOptions> options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    /// <summary>Posts a notice.</summary>
    /// <exception cref="InvalidOperationException">It was not taken. Neither the address nor the answer is named: the first is a secret.</exception>
    internal async Task PostAsync(Notice notice, CancellationToken cancellationToken)
    {
        var message = options.Value.Format == NoticeOptions.Slack ? NoticeText.ToSlack(notice) : NoticeText.ToTeams(notice);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Webhook)
        {
            Content = new StringContent(message.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        int status;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The webhook could not be reached: {(e as HttpRequestException)?.HttpRequestError.ToString() ?? "it took too long"}.");
        }

        if (status is < 200 or > 299)
        {
            throw new InvalidOperationException($"The webhook answered {status}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
