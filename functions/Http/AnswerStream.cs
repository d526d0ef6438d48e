using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>
/// The body of an answer. What is written first waits for more: only then is it known whether the body is long enough to be compressed.
/// What turns out to be all of it has a length, and goes at once.
/// </summary>
/// <param name="http">The request, and its answer, whose head is complete but for length and coding.</param>
/// <param name="minCompressed">From how many bytes on it is compressed for who accepts that.</param>
internal sealed class AnswerStream(HttpContext http, int minCompressed) : Stream
{
    private byte[]? _first;
    private int _firstLength;
    private Stream? _output;
    private Stream? _compressing;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_output is null && _first is null)
        {
            _first = ArrayPool<byte>.Shared.Rent(buffer.Length);
            _firstLength = buffer.Length;
            buffer.CopyTo(_first);
            return;
        }

        var output = _output ?? await BeginAsync(isAll: false, cancellationToken);
        await output.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Ends the body: all of it was written.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_output is null)
        {
            await BeginAsync(isAll: true, cancellationToken);
        }

        if (_compressing is { } compressing)
        {
            await compressing.DisposeAsync();
            _compressing = null;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // What waits goes with what comes next.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // A body that failed half-way is not completed: nothing may end it as if it were whole.
    protected override void Dispose(bool disposing)
    {
        if (_first is { } first)
        {
            ArrayPool<byte>.Shared.Return(first);
            _first = null;
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> BeginAsync(bool isAll, CancellationToken cancellationToken)
    {
        _compressing = !isAll || _firstLength >= minCompressed ? AcceptedEncoding.Compress(http) : null;
        if (isAll && _compressing is null)
        {
            http.Response.ContentLength = _firstLength;
        }

        _output = _compressing ?? http.Response.Body;
        await _output.WriteAsync(_first.AsMemory(0, _firstLength), cancellationToken);
        return _output;
    }
}
