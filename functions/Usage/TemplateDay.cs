namespace Insights.Functions.Usage;

/// <summary>All usage of one template on one UTC day, merged: what a partition holds and a report reads.</summary>
public sealed record TemplateDay
{
    private readonly DenseSegment? _dense;
    private readonly UsageSegment? _usage;

    /// <summary>A day of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="day">The UTC day.</param>
    /// <param name="usage">Its buckets.</param>
    public TemplateDay(Guid template, DateOnly day, UsageSegment usage) => (Template, Day, _usage) = (template, day, usage);

    /// <summary>The same, as memory keeps it.</summary>
    internal TemplateDay(Guid template, DateOnly day, DenseSegment usage) => (Template, Day, _dense) = (template, day, usage);

    /// <summary>The template.</summary>
    public Guid Template { get; }

    /// <summary>The UTC day.</summary>
    public DateOnly Day { get; }

    /// <summary>Its buckets, which may have to be unpacked each time that they are asked for.</summary>
    public UsageSegment Usage => _usage ?? _dense!.Unpack();

    /// <summary>Of how many people every count in it is at least, where it is counts in the place of people; null where it is people.</summary>
    internal int? Floor { get; init; }

    /// <summary>Users that a report is not to count, ascending.</summary>
    public IReadOnlyList<Guid> LeftOut { get; init; } = [];

    /// <summary>What of it a report is to see; null for all.</summary>
    public UsageNarrowing? Narrowing { get; init; }

    /// <summary>Its users, ascending, those that are left out included.</summary>
    internal Guid[] Users => _usage?.Users ?? _dense!.Users;

    /// <summary>How many buckets it has.</summary>
    internal int BucketCount => _usage?.BucketCount ?? _dense!.BucketCount;

    /// <summary>About how many bytes of memory it takes.</summary>
    internal long MemorySize => _usage?.MemorySize ?? _dense!.MemorySize;

    /// <summary>Reads it, some users after the others.</summary>
    internal TemplateDayReader Read(SegmentColumns columns) => new(_usage, _dense is null ? null : new DenseReader(_dense, columns));
}
