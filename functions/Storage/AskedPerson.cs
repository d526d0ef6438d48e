namespace Insights.Functions.Storage;

/// <summary>Whom a reveal was asked for: by an id, or by the pseudonym in a report.</summary>
public sealed record AskedPerson
{
    /// <summary>The id of a user; null where the request had another.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What a user was called in a report.</summary>
    public Guid? Pseudonym { get; init; }

    /// <summary>A template of the row that the pseudonym stood in.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>The start of the report's period.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The end of the report's period.</summary>
    public DateTimeOffset? EndTime { get; init; }
}
