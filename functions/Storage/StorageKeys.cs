using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Every partition and row key, made in this one place. Stored keys outlive releases. No text of a user is part of one as it is:
/// ids are written as 32 hexadecimal digits, other text as a digest.
/// </summary>
internal static class StorageKeys
{
    /// <summary>The partition of organizations.</summary>
    public const string Organizations = "organization";

    /// <summary>The partition of users.</summary>
    public const string Users = "user";

    /// <summary>The partition of templates, in the catalog and in the index.</summary>
    public const string Templates = "template";

    /// <summary>The partition of template versions.</summary>
    public const string TemplateVersions = "template_version";

    /// <summary>The row of a workspace's template, in the workspace's own partition.</summary>
    public const string WorkspaceTemplate = "template";

    private const int IdLength = 32;

    /// <summary>An id as part of a key.</summary>
    public static string Id(Guid id) => id.ToString("N");

    /// <summary>The usage partition of a template and UTC day. Partitions of a template are in order of time.</summary>
    public static string UsagePartition(Guid template, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{template:N}_{day:yyyyMMdd}");

    /// <summary>The template and day of a usage partition.</summary>
    public static (Guid Template, DateOnly Day) ParseUsagePartition(string key) => (
        Guid.ParseExact(key.AsSpan(0, IdLength), "N"),
        DateOnly.ParseExact(key.AsSpan(IdLength + 1), "yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>The row of what one message says of one half-hour (0 to 47) of a partition's day.</summary>
    public static string Delta(HalfHour halfHour, Guid message) => string.Create(CultureInfo.InvariantCulture, $"h{halfHour.OfDay:00}-d-{message:N}");

    /// <summary>The partition of the builds of a template in a UTC month.</summary>
    public static string BuildPartition(Guid template, DateTimeOffset createdAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{template:N}_{createdAt.UtcDateTime:yyyyMM}");

    /// <summary>The row of a build: builds of a partition are in order of their creation, to the 100 ns.</summary>
    public static string Build(DateTimeOffset createdAt, Guid build) => $"{BuildsFrom(createdAt)}_{build:N}";

    /// <summary>What the rows of builds created at or after an instant are not less than.</summary>
    public static string BuildsFrom(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture);

    /// <summary>The row of an application: slugs may be long and hold any character, so the key is their digest.</summary>
    public static string App(string slug) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(slug)).AsSpan(0, 16));
}
