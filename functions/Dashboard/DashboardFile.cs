using System.IO.Compression;
using System.IO.Hashing;
using System.Reflection;

namespace Insights.Functions.Dashboard;

/// <summary>A file of the page, embedded in the assembly as it is and compressed.</summary>
internal sealed class DashboardFile
{
    private DashboardFile(string name, byte[] identity, byte[] brotli, byte[] gzip)
    {
        Name = name;
        Identity = identity;
        Brotli = brotli;
        Gzip = gzip;
        Hash = Convert.ToHexStringLower(XxHash128.Hash(identity));
    }

    /// <summary>Its name, without a path.</summary>
    public string Name { get; }

    /// <summary>Its content.</summary>
    public byte[] Identity { get; }

    /// <summary>Its content, compressed as <c>br</c>.</summary>
    public byte[] Brotli { get; }

    /// <summary>Its content, compressed as <c>gzip</c>.</summary>
    public byte[] Gzip { get; }

    /// <summary>A hash of the content.</summary>
    public string Hash { get; }

    /// <summary>The media type.</summary>
    public string ContentType => Path.GetExtension(Name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json; charset=utf-8",
        var extension => throw new InvalidOperationException($"No media type is known for {extension}."),
    };

    /// <summary>Whether its name has a hash of its content, so that it never changes under that name.</summary>
    public bool IsImmutable => Name.Contains('-', StringComparison.Ordinal);

    /// <summary>Reads a file; <paramref name="resource"/> is its name in the assembly.</summary>
    public static DashboardFile Read(Assembly assembly, string resource) => new(
        resource[(resource.LastIndexOf('/') + 1)..],
        Bytes(assembly, resource),
        Bytes(assembly, resource + ".br"),
        Bytes(assembly, resource + ".gz"));

    /// <summary>A file that is made while the service runs.</summary>
    public static DashboardFile Of(string name, byte[] content) => new(
        name,
        content,
        Compressed(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)),
        Compressed(content, to => new GZipStream(to, CompressionLevel.SmallestSize)));

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> by)
    {
        using var compressed = new MemoryStream();
        using (var stream = by(compressed))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }

    private static byte[] Bytes(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly has no {resource}: the page was not built.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
