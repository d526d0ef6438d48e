using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Http;

/// <summary>
/// Stands for an answer in <c>ETag</c> and <c>If-None-Match</c>. It is a weak one: the same answer may be compressed or not.
/// </summary>
/// <param name="value">The header.</param>
public sealed class EntityTag(EntityTagHeaderValue value)
{
    /// <summary>The tag of what has a digest.</summary>
    internal static EntityTag Of(UInt128 digest) =>
        new(new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in digest)))}\"", isWeak: true));

    /// <summary>Whether a request says which answers its caller has.</summary>
    public static bool IsAsked(HttpRequest request) => request.Headers.IfNoneMatch.Count > 0;

    /// <summary>Whether the caller of a request has the answer.</summary>
    public bool IsKnownTo(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(value, useStrongComparison: false));

    /// <inheritdoc/>
    public override string ToString() => value.ToString();
}
