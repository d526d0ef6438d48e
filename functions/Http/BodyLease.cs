using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>What one request holds of <see cref="BodyAdmission"/>, from its first byte until it is answered.</summary>
public sealed class BodyLease : IDisposable
{
    private readonly BodyAdmission _admission;
    private readonly List<BodyBuffer> _buffers = [];
    private long _taken;
    private bool _isLarge;

    internal BodyLease(BodyAdmission admission) => _admission = admission;

    /// <summary>The lease of a request; null where nobody counts.</summary>
    internal static BodyLease? Of(HttpRequest request) => request.HttpContext.Features.Get<BodyLease>();

    /// <summary>Takes room for bytes that are held, or for work that is like holding them.</summary>
    /// <exception cref="ApiException">503: there is no room for now.</exception>
    internal void Take(long bytes)
    {
        if (!_admission.TryTake(bytes, _taken))
        {
            throw ApiException.Unavailable("The service is busy with other large requests.");
        }

        _taken += bytes;
    }

    /// <summary>Lets go of a buffer at the end of the request.</summary>
    internal void Own(BodyBuffer buffer) => _buffers.Add(buffer);

    /// <summary>Waits until the request may be worked on, which a small one may at once.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_taken >= BodyAdmission.Large && !_isLarge)
        {
            await _admission.EnterLargeAsync(cancellationToken);
            _isLarge = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers.ForEach(buffer => buffer.Dispose());
        _buffers.Clear();
        _admission.Return(_taken);
        _taken = 0;
        if (_isLarge)
        {
            _isLarge = false;
            _admission.LeaveLarge();
        }
    }
}
