using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Insights.Functions.Privacy;

/// <summary>What is made from the secret of the settings: HMAC-SHA-256, so that nobody without it gets back, or knows in advance.</summary>
internal sealed class PrivacyKey(string secret)
{
    private const byte ForPseudonyms = 1;
    private const byte ForRounding = 2;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    /// <summary>What somebody is called in reports of one organization over one period: another period has other pseudonyms.</summary>
    /// <param name="organization">The organization; empty for none.</param>
    /// <param name="first">The first half-hour of the period.</param>
    /// <param name="end">The half-hour after its last.</param>
    /// <param name="user">Who it is.</param>
    public Guid PseudonymOf(Guid organization, int first, int end, Guid user)
    {
        Span<byte> text = stackalloc byte[1 + 16 + 4 + 4 + 16];
        text[0] = ForPseudonyms;
        organization.TryWriteBytes(text[1..]);
        BinaryPrimitives.WriteInt32LittleEndian(text[17..], first);
        BinaryPrimitives.WriteInt32LittleEndian(text[21..], end);
        user.TryWriteBytes(text[25..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, hash);

        // RFC 9562: version 8, made in a way of one's own.
        hash[7] = (byte)((hash[7] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16]);
    }

    /// <summary>
    /// A count of people as a multiple of the floor, and never less than it: rounded up or down by a chance that is drawn once and for
    /// ever for what is counted. It is right on average; asking again, or asking otherwise, tells nothing more.
    /// </summary>
    /// <param name="count">The count, not below the floor.</param>
    /// <param name="floor">The floor.</param>
    /// <param name="template">The template whose people are counted.</param>
    /// <param name="time">When: the number of a half-hour, or of a day.</param>
    /// <param name="what">Doing what.</param>
    public int Round(int count, int floor, Guid template, int time, string what)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, floor);
        var name = Encoding.UTF8.GetBytes(what);
        var text = new byte[1 + 16 + 4 + name.Length];
        text[0] = ForRounding;
        template.TryWriteBytes(text.AsSpan(1));
        BinaryPrimitives.WriteInt32LittleEndian(text.AsSpan(17), time);
        name.CopyTo(text, 21);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text, hash);
        var chance = (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (ulong)floor);
        return (count + chance) / floor * floor;
    }
}
