using System.Text.Json.Serialization;

namespace Insights.Functions.Catalog;

/// <summary>A user, with every status it ever had.</summary>
public sealed record User
{
    /// <summary>The most status changes that are kept, so that a user always fits into a row.</summary>
    public const int MaxStatuses = 2000;

    /// <summary>The most turns between a person and the system that are kept; then it stays what it is.</summary>
    internal const int MaxSystemTurns = 20;

    /// <summary>How far ahead of now what a catalog dates may be: clocks differ.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its unique name.</summary>
    public required string Username { get; init; }

    /// <summary>Its name for people; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>How an OpenID Connect issuer names it; may be empty.</summary>
    public string OidcSubject { get; init; } = "";

    /// <summary>Whether an owner has said so. What a collector alone said is to be looked at before a role is given.</summary>
    public bool SubjectConfirmed { get; init; }

    /// <summary>
    /// Since when it has that sign-in, by the service's own clock, where it has had another, or none: who sets somebody's sign-in to his own
    /// is not that somebody. Null where it came with the user.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SubjectSince { get; init; }

    /// <summary>Where its picture is; may be empty.</summary>
    public string AvatarUrl { get; init; } = "";

    /// <summary>When it was made; null when nobody said.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Since when the service knows it, by its own clock; null for one it knew before it noted that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>When it was deleted, as far as the catalog said; null while it exists.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Its last deletion, even if it was taken back; null when it was never deleted.</summary>
    public UserDeletion? LastDeletion { get; init; }

    /// <summary>Whether it is nobody but the system itself, such as the owner of Coder's prebuilt workspaces.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSystem { get; init; }

    /// <summary>
    /// When it was said to be the system after it had been a person, or the other way round, by the service's own clock and in order; null for
    /// never. Who did something as a person is one for the days before, so that whoever sends a catalog takes nobody out of a figure.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DateTimeOffset>? SystemTurns { get; init; }

    /// <summary>Whether it ever was a person.</summary>
    [JsonIgnore]
    public bool WasPerson => !IsSystem || SystemTurns is not null;

    /// <summary>The organizations it is a member of.</summary>
    public IReadOnlyList<Guid> OrganizationIds { get; init; } = [];

    /// <summary>
    /// Its statuses in order of time, one for each instant. A status may be that of the change before it: were it left out, a change
    /// that is reported later, but happened in between, would take its place.
    /// </summary>
    public IReadOnlyList<StatusChange> Statuses { get; init; } = [];

    /// <summary>
    /// Its status at an instant: that of the last change at or before it, of a user without any active. A change that is dated ahead
    /// does not hold yet.
    /// </summary>
    public UserStatus StatusAt(DateTimeOffset instant) => StatusAt(Statuses, instant) ?? UserStatus.Active;

    /// <summary>Whether it may sign in at an instant: it is neither deleted nor suspended then.</summary>
    public bool IsActiveAt(DateTimeOffset instant) => DeletedAt is null && StatusAt(instant) != UserStatus.Suspended;

    /// <summary>Whether it is nobody but the system itself on a UTC day, as it was when the day began: another word of it holds from the next day on.</summary>
    public bool IsSystemOn(DateOnly day)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return IsSystem ^ ((SystemTurns?.Count(turn => turn > start) ?? 0) % 2 == 1);
    }

    /// <summary>
    /// The user after the catalog has described it again: what it says replaces what was known, and its status becomes part of the
    /// history. Changes that come with their time may come in any order. A sign-in that is set is replaced by an owner alone.
    /// </summary>
    /// <param name="known">The user so far; null when it is new.</param>
    /// <param name="update">What the catalog says.</param>
    /// <param name="now">The time of the update: that of a status change or deletion that comes without one.</param>
    public static User Apply(User? known, UserUpdate update, DateTimeOffset now)
    {
        var knownSince = known is null ? now : known.KnownSince;
        known = known is null ? null : known with { Statuses = Possible(known.Statuses, now) };
        var createdAt = update.CreatedAt ?? known?.CreatedAt;
        var (subject, confirmed) = SubjectAfter(known, update);
        var isSystem = known is null ? update.IsSystem ?? false : SystemAfter(known, update);
        var deletion = (update.Deleted ?? known?.DeletedAt is not null) ? Deletion(known, update, now) : null;
        return new User
        {
            Id = update.Id,
            Username = update.Username,
            Name = update.Name ?? known?.Name ?? "",
            OidcSubject = subject,
            SubjectConfirmed = confirmed,
            SubjectSince = known is null ? null : subject == known.OidcSubject ? known.SubjectSince : now,
            AvatarUrl = update.AvatarUrl ?? known?.AvatarUrl ?? "",
            IsSystem = isSystem,
            SystemTurns = known is null || known.IsSystem == isSystem ? known?.SystemTurns : [.. known.SystemTurns ?? [], now],
            CreatedAt = createdAt,
            KnownSince = knownSince,
            DeletedAt = deletion?.At,
            LastDeletion = deletion ?? known?.LastDeletion,
            OrganizationIds = update.OrganizationIds ?? known?.OrganizationIds ?? [],
            Statuses = WithStatus(known?.Statuses ?? [], update, createdAt, now),
        };
    }

    private static UserStatus? StatusAt(IReadOnlyList<StatusChange> changes, DateTimeOffset instant) =>
        changes.LastOrDefault(change => change.At <= instant)?.Status;

    // Rows from before times were bounded may hold changes of the far future, which would keep every later one from being the last.
    private static IReadOnlyList<StatusChange> Possible(IReadOnlyList<StatusChange> changes, DateTimeOffset now) =>
        changes is [.., var last] && last.At > now + MaxAhead ? [.. changes.TakeWhile(change => change.At <= now + MaxAhead)] : changes;

    private static bool SystemAfter(User known, UserUpdate update) =>
        known.SystemTurns?.Count >= MaxSystemTurns ? known.IsSystem : update.IsSystem ?? known.IsSystem;

    private static (string Subject, bool Confirmed) SubjectAfter(User? known, UserUpdate update)
    {
        var (before, confirmed) = (known?.OidcSubject ?? "", known?.SubjectConfirmed ?? false);
        return update.OidcSubject is not { } said ? (before, confirmed)
            : update.IsOwners ? (said, said.Length > 0)
            : before.Length > 0 ? (before, confirmed)
            : (said, false);
    }

    // A deletion has no time of its own in the catalog: it is that of the change it comes with, when that is a new one, else when it is
    // first heard of. The same report again, after others, is the same deletion.
    private static UserDeletion Deletion(User? known, UserUpdate update, DateTimeOffset now)
    {
        if (known?.DeletedAt is not null && known.LastDeletion is { } current)
        {
            return current;
        }

        if (known?.LastDeletion is { ReportedWith: not null } before && before.ReportedWith == update.StatusChangedAt)
        {
            return before;
        }

        var latest = known is { Statuses: [.., var change] } ? change.At : DateTimeOffset.MinValue;
        return new UserDeletion(update.StatusChangedAt > latest ? update.StatusChangedAt.Value : now, update.StatusChangedAt);
    }

    private static IReadOnlyList<StatusChange> WithStatus(
        IReadOnlyList<StatusChange> known, UserUpdate update, DateTimeOffset? createdAt, DateTimeOffset now)
    {
        if (update.Status is not { } status)
        {
            return known;
        }

        // A collector without times tells the status again and again.
        if (update.StatusChangedAt is null && StatusAt(known, now) == status)
        {
            return known;
        }

        var at = update.StatusChangedAt ?? (known.Count == 0 ? createdAt ?? now : now);
        return Kept([.. known.Where(change => change.At != at).Append(new StatusChange(at, status)).OrderBy(change => change.At)]);
    }

    // Who changes so often is reported with a new time for an old status. Those are the ones to do without.
    private static StatusChange[] Kept(StatusChange[] changes) =>
        changes.Length <= MaxStatuses
            ? changes
            : [.. changes.Where((change, index) => index == 0 || changes[index - 1].Status != change.Status).TakeLast(MaxStatuses)];
}
