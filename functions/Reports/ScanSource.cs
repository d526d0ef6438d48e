using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>A segment that a scan reads, and where the scan stands in it.</summary>
internal sealed class ScanSource(TemplateDay day, int template)
{
    private int _user;
    private int _bucket;
    private int _end;

    /// <summary>The number of its template in the scan.</summary>
    public int Template { get; } = template;

    public DateOnly Day { get; } = day.Day;

    public UsageSegment Segment { get; } = day.Usage;

    /// <summary>For each session name of the segment its family; made once for each segment, not for each bucket.</summary>
    public AppFamily[] Families { get; private set; } = [];

    /// <summary>For each app name of the segment the number of the app it is shown as, or -1.</summary>
    public int[] Apps { get; private set; } = [];

    public bool HasUser => _user < Segment.Users.Length;

    public Guid User => Segment.Users[_user];

    /// <summary>The number of the next half-hour of the user entered; the largest integer after its last.</summary>
    public int NextHalfHour => _bucket < _end ? Segment.HalfHours[_bucket] : int.MaxValue;

    /// <summary>Stands before the first user again, and looks up the names for a visitor.</summary>
    public void Begin(IScanVisitor visitor)
    {
        _user = _bucket = _end = 0;
        Families = Array.ConvertAll(Segment.SessionNames, SessionApp.FamilyOf);
        Apps = Array.ConvertAll(Segment.AppNames, name => visitor.AppOf(Template, name));
    }

    public void EnterUser()
    {
        _bucket = Segment.UserStarts[_user];
        _end = Segment.UserStarts[++_user];
    }

    public int TakeBucket() => _bucket++;
}
