using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Insights.Local.Demo;

/// <summary>Ids derived from names, so that feeding again upserts what is there instead of adding a second deployment.</summary>
internal static class StableId
{
    private const string Space = "insights-demo/1/";

    /// <summary>A UUID of version 8 (RFC 9562, vendor-specific).</summary>
    public static Guid Of(string name)
    {
        var bytes = Hash(name);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes.AsSpan(0, 16), bigEndian: true);
    }

    public static ulong SeedOf(string name) => BinaryPrimitives.ReadUInt64LittleEndian(Hash(name).AsSpan(16));

    private static byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(Space + name));
}
