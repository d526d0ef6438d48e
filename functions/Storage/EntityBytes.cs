using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// Bytes as binary properties of an entity: <c>d0</c>, <c>d1</c> and so on. A property holds at most 64 KiB and an entity 1 MiB; what
/// is written stays well below both.
/// </summary>
internal static class EntityBytes
{
    /// <summary>The most bytes that one entity is given.</summary>
    public const int MaxLength = PropertyLength * MaxProperties;

    /// <summary>
    /// The most bytes of an item that somebody sends. Bytes travel as base64, a third longer, and not every table service measures an
    /// entity by what it holds: Azurite does by what came.
    /// </summary>
    public const int MaxItemLength = 765 * 1024;

    private const int PropertyLength = 60 * 1024;
    private const int MaxProperties = 15;

    /// <summary>The column that says how many bytes there are, for who wants to know without reading them.</summary>
    public const string LengthColumn = "n";

    private static readonly string[] Names = [.. Enumerable.Range(0, MaxProperties).Select(number => $"d{number}")];

    /// <summary>An entity that holds the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="MaxLength"/>.</exception>
    public static TableEntity ToEntity(string partition, string row, ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, MaxLength);
        var entity = new TableEntity(partition, row) { [LengthColumn] = bytes.Length };
        for (var (at, number) = (0, 0); at < bytes.Length; at += PropertyLength, number++)
        {
            entity[Names[number]] = bytes.Slice(at, Math.Min(PropertyLength, bytes.Length - at)).ToArray();
        }

        return entity;
    }

    /// <summary>The bytes that an entity holds.</summary>
    public static byte[] Of(TableEntity entity)
    {
        var first = entity.GetBinary(Names[0]) ?? [];
        if (first.Length < PropertyLength)
        {
            return first;
        }

        byte[][] parts = [.. Names.Select(entity.GetBinary).TakeWhile(part => part is not null)];
        var bytes = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(bytes, at);
            at += part.Length;
        }

        return bytes;
    }

    /// <summary>How many bytes an entity holds.</summary>
    public static int LengthOf(TableEntity entity) => Names.Sum(name => entity.GetBinary(name)?.Length ?? 0);
}
