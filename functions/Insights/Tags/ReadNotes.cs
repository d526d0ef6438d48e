using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Tags;

/// <summary>
/// What an answer was made from, as it was read: two answers to one question that were made from the same say the same. Reading the same
/// again adds nothing.
/// </summary>
internal sealed class ReadNotes
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, UInt128> _read = new(StringComparer.Ordinal);
    private bool _isOfUse = true;

    /// <summary>All of it; null when something may change at any moment, or changed while the answer was made.</summary>
    public UInt128? Digest
    {
        get
        {
            lock (_lock)
            {
                var digest = new ContentDigest();
                foreach (var (what, content) in _read)
                {
                    digest.Add(what).Add(content);
                }

                return _isOfUse ? digest.Value : null;
            }
        }
    }

    /// <summary>Notes what was read.</summary>
    /// <param name="what">What it is: the same for the same part of the same source.</param>
    /// <param name="content">Its digest; null when it may change at any moment.</param>
    public void Add(string what, UInt128? content)
    {
        lock (_lock)
        {
            _isOfUse &= content is { } digest && (_read.TryAdd(what, digest) || _read[what] == digest);
        }
    }
}
