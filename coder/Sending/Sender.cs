using Microsoft.Extensions.Logging;

namespace Insights.Coder.Sending;

/// <summary>Sends items in as few bodies as hold them. An item that is refused is left out and counted: one bad row holds nothing up.</summary>
internal sealed partial class Sender(IInsightsSink sink, ILogger logger)
{
    private const int MaxLogged = 5;

    /// <summary>Sends items, in order; when this returns they are durable.</summary>
    public async Task<SendCount> SendAsync<T>(IngestList<T> list, IEnumerable<T> items, CancellationToken cancellationToken)
    {
        var count = default(SendCount);
        var body = new IngestBody(list);
        foreach (var item in items)
        {
            if (!body.TryAdd(item, list))
            {
                count += await SendAsync(list, body, cancellationToken);
                body = new IngestBody(list);
                body.TryAdd(item, list);
            }
        }

        return count + await SendAsync(list, body, cancellationToken);
    }

    private async Task<SendCount> SendAsync(IngestList list, IngestBody body, CancellationToken cancellationToken)
    {
        var refused = 0;
        while (body.Count > 0)
        {
            try
            {
                await sink.SendAsync(list, body.ToJson(), cancellationToken);
                return new SendCount(body.Count, refused);
            }
            catch (ItemsRefusedException e) when (e.Errors.Count > 0)
            {
                var items = e.Errors.Select(error => error.Item).ToHashSet();
                foreach (var field in e.Errors.Select(error => error.Field).Distinct().Take(MaxLogged))
                {
                    LogRefused(list.Route, list.Name, field, e.Message);
                }

                refused += items.Count;
                body.Remove(items);
            }
            catch (BodyTooLargeException) when (body.Count > 1)
            {
                var second = body.Split();
                return await SendAsync(list, body, cancellationToken) + await SendAsync(list, second, cancellationToken) + new SendCount(0, refused);
            }
            catch (BodyTooLargeException e)
            {
                LogRefused(list.Route, list.Name, "length", e.Message);
                return new SendCount(0, refused + 1);
            }
        }

        return new SendCount(0, refused);
    }

    [LoggerMessage(310, LogLevel.Warning, "{Route} refuses items of {List} for their {Field}. They are left out. {Said}")]
    private partial void LogRefused(string route, string list, string field, string said);
}
