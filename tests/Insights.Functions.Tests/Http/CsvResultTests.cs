using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>A CSV file leaves while it is made.</summary>
public sealed class CsvResultTests
{
    private const int Count = 20_000;

    private int _made;
    private int _madeAtFirstWrite;

    [Fact]
    public async Task Records_are_sent_while_later_ones_are_not_made_yet()
    {
        using var body = new Body(() => _madeAtFirstWrite = _madeAtFirstWrite == 0 ? _made : _madeAtFirstWrite);
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        await new CsvResult("a.csv", Records(), marked: false).ExecuteAsync(http);
        Assert.Equal(Count, _made);
        Assert.InRange(_madeAtFirstWrite, 1, Count / 10);
        Assert.Equal(string.Concat(Enumerable.Range(0, Count).Select(number => $"{number},text\r\n")), System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private IEnumerable<IReadOnlyList<CsvField>> Records()
    {
        for (; _made < Count; _made++)
        {
            yield return [CsvField.Of(_made), CsvField.Of("text")];
        }
    }

    private sealed class Body(Action onWrite) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onWrite();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
