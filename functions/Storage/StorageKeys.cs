using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Every partition and row key, made in this one place. Stored keys outlive releases. No text of a user is part of one as it is:
/// ids are written as 32 hexadecimal digits, other text as a digest.
/// </summary>
internal static partial class StorageKeys
{
    /// <summary>The partition of organizations.</summary>
    public const string Organizations = "organization";

    /// <summary>The partition of users.</summary>
    public const string Users = "user";

    /// <summary>The partition of groups.</summary>
    public const string Groups = "group";

    /// <summary>The partition of templates, in the catalog and in the index.</summary>
    public const string Templates = "template";

    /// <summary>The partition of template versions.</summary>
    public const string TemplateVersions = "template_version";

    /// <summary>The row of a workspace's template, in the workspace's own partition.</summary>
    public const string WorkspaceTemplate = "template";

    /// <summary>The index of partitions that have rows of single half-hours.</summary>
    public const string Loose = "loose";

    /// <summary>The journal of what changed in sealed rows.</summary>
    public const string Changes = "change";

    /// <summary>The ledger of days that were imported.</summary>
    public const string Imports = "import";

    /// <summary>Since when there is usage of templates.</summary>
    public const string Starts = "start";

    /// <summary>The partition, and the row in it, of how far months are kept. It sorts after every month.</summary>
    public const string MonthsDone = "done";

    /// <summary>The partition of erased users.</summary>
    public const string Erased = "erased";

    /// <summary>The partition of operations.</summary>
    public const string Operations = "operation";

    /// <summary>The partition of users who ask to be erased.</summary>
    public const string ErasureRequests = "requested";

    /// <summary>The row of an API token, in the partition of its id.</summary>
    public const string Token = "token";

    /// <summary>The row of tokens that are about to be made, in the partition of whom they are for.</summary>
    public const string TokenReservations = "reservations";

    /// <summary>The partition of users' roles.</summary>
    public const string Roles = "role";

    /// <summary>The partition of templates' access control lists.</summary>
    public const string Acls = "acl";

    /// <summary>The partition of sources.</summary>
    public const string Sources = "source";

    /// <summary>The partition of what people were told.</summary>
    public const string Notices = "notice";

    /// <summary>The partition of reveals.</summary>
    public const string Reveals = "reveal";

    private const int IdLength = 32;
    private const int DayLength = 8;
    private const int LastDay = 99_999_999;
    private const int TicksLength = 19;

    /// <summary>An id as part of a key.</summary>
    public static string Id(Guid id) => id.ToString("N");

    /// <summary>A partition in the index, ordered by day.</summary>
    public static string IndexedPartition(Guid template, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}_{template:N}");

    /// <summary>The template and day of a partition in the index.</summary>
    public static (Guid Template, DateOnly Day) ParseIndexedPartition(ReadOnlySpan<char> key) => (
        Guid.ParseExact(key[(DayLength + 1)..], "N"), DateOnly.ParseExact(key[..DayLength], "yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>A change of sealed rows in the index, ordered by time.</summary>
    public static string Change(DateTimeOffset at, Guid template, DateOnly day) => $"{ChangesFrom(at)}_{IndexedPartition(template, day)}";

    /// <summary>What changes at or after an instant are not less than.</summary>
    public static string ChangesFrom(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The partition that a change is of.</summary>
    public static (Guid Template, DateOnly Day) ParseChange(string key) => ParseIndexedPartition(key.AsSpan(TicksLength + 1));

    /// <summary>When a change was.</summary>
    public static DateTimeOffset ParseChangeTime(string key) => new(long.Parse(key.AsSpan(0, TicksLength), CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>A half-hour that usage of a template came for when no earlier one was known: those of a template are in order of time.</summary>
    public static string Start(Guid template, HalfHour halfHour) => string.Create(CultureInfo.InvariantCulture, $"{template:N}_{halfHour.Number:D9}");

    /// <summary>The template and half-hour of a start.</summary>
    public static (Guid Template, HalfHour HalfHour) ParseStart(string key) => (
        Guid.ParseExact(key.AsSpan(0, IdLength), "N"), new HalfHour(int.Parse(key.AsSpan(IdLength + 1), CultureInfo.InvariantCulture)));

    /// <summary>What the starts of a template are not less and not greater than.</summary>
    public static (string From, string To) StartsOf(Guid template) => (Start(template, new HalfHour(0)), Start(template, new HalfHour(HalfHour.MaxNumber)));

    /// <summary>Up to which UTC day there may be counts in the place of people; among the starts, and after all of them.</summary>
    public static string TalliedUntil(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{TalliedRows}-{day:yyyyMMdd}");

    /// <summary>The day of such a row; null for a start.</summary>
    public static DateOnly? ParseTalliedUntil(string key) => key.StartsWith(TalliedRows, StringComparison.Ordinal)
        ? DateOnly.ParseExact(key.AsSpan(TalliedRows.Length + 1), "yyyyMMdd", CultureInfo.InvariantCulture)
        : null;

    /// <summary>The partition of the builds of a template in a UTC month.</summary>
    public static string BuildPartition(Guid template, DateTimeOffset createdAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{template:N}_{createdAt.UtcDateTime:yyyyMM}");

    /// <summary>The row of a build: builds of a partition are in order of their creation, to the 100 ns.</summary>
    public static string Build(DateTimeOffset createdAt, Guid build) => $"{BuildsFrom(createdAt)}_{build:N}";

    /// <summary>What the rows of builds created at or after an instant are not less than.</summary>
    public static string BuildsFrom(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture);

    /// <summary>The row of an application: slugs may be long and hold any character, so the key is their digest.</summary>
    public static string App(string slug) => Digest(slug);

    /// <summary>A day that was imported from a source, ordered by day.</summary>
    public static string Import(DateOnly day, string source) => $"{ImportsFrom(day)}_{Digest(source)}";

    /// <summary>What imports of a day and later ones are not less than.</summary>
    public static string ImportsFrom(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The day of an import, and the digest of its source.</summary>
    public static (DateOnly Day, string Digest) ParseImport(string key) => (
        DateOnly.ParseExact(key.AsSpan(0, DayLength), "yyyyMMdd", CultureInfo.InvariantCulture), key[(DayLength + 1)..]);

    /// <summary>Text of any length and characters as part of a key.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>The partition of the tokens that are about to be made for a user, or for services. No id of a token has a dash.</summary>
    public static string TokensOf(Guid? owner) => owner is { } id ? $"user-{id:N}" : "services-";

    /// <summary>The partition of the sessions made with one credential: neither subjects nor ids of tokens are part of a key.</summary>
    public static string SessionHolder(string via, string credential) => Digest($"{via}:{credential}");

    /// <summary>The partition of the audit entries of a UTC day: newer days come first.</summary>
    public static string AuditPartition(DateTimeOffset time) =>
        (LastDay - int.Parse(time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        .ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>The row of an audit entry: newer ones come first.</summary>
    public static string Audit(DateTimeOffset time, Guid id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks:D19}_{id:N}");

    /// <summary>The row of a reveal, whose id begins with its time (RFC 9562, version 7): its complement, so that newer ones come first.</summary>
    public static string Reveal(Guid id) =>
        (UInt128.MaxValue - UInt128.Parse(Id(id), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The row of a month.</summary>
    public static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The month of a row.</summary>
    public static DateOnly ParseMonth(string key) => DateOnly.ParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The partition of an organization's months.</summary>
    public static string OrganizationMonths(Guid organization) => "o" + Id(organization);

    /// <summary>The partition of a template's months.</summary>
    public static string TemplateMonths(Guid template) => "t" + Id(template);

    /// <summary>The partition of a group's months.</summary>
    public static string GroupMonths(Guid group) => "g" + Id(group);
}
