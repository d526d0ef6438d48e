using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>A segment that a scan reads, and where the scan stands in it.</summary>
internal sealed class ScanSource
{
    private readonly int _firstUser;
    private readonly int _endUser;

    // The places of users to leave out, ascending, and how many of them are behind.
    private readonly int[] _leftOut;
    private int _passed;
    private int _user;
    private int _bucket;
    private int _end;

    /// <summary>The users of a segment that are in a share.</summary>
    public ScanSource(TemplateDay day, int template, UserShare share)
    {
        Template = template;
        Day = day.Day;
        Segment = day.Usage;
        (_firstUser, _endUser) = share.Of(Segment.Users);
        _leftOut = day.LeftOut.Count == 0
            ? []
            : [.. day.LeftOut.Select(user => Array.BinarySearch(Segment.Users, user)).Where(place => place >= _firstUser && place < _endUser)];
    }

    /// <summary>The number of its template in the scan.</summary>
    public int Template { get; }

    public DateOnly Day { get; }

    public UsageSegment Segment { get; }

    /// <summary>For each session name of the segment its family; made once for each segment, not for each bucket.</summary>
    public AppFamily[] Families { get; private set; } = [];

    /// <summary>For each app name of the segment the number of the app it is shown as, or -1.</summary>
    public int[] Apps { get; private set; } = [];

    public bool HasUser => _user < _endUser;

    public Guid User => Segment.Users[_user];

    /// <summary>The number of the next half-hour of the user entered; the largest integer after its last.</summary>
    public int NextHalfHour => _bucket < _end ? Segment.HalfHours[_bucket] : int.MaxValue;

    /// <summary>Stands before the first user, and looks up the names for a visitor.</summary>
    public void Begin(IScanVisitor visitor)
    {
        _user = _firstUser;
        _passed = 0;
        PassLeftOut();
        Families = Array.ConvertAll(Segment.SessionNames, SessionApp.FamilyOf);
        Apps = Array.ConvertAll(Segment.AppNames, name => visitor.AppOf(Template, name));
    }

    public void EnterUser()
    {
        _bucket = Segment.UserStarts[_user];
        _end = Segment.UserStarts[++_user];
        PassLeftOut();
    }

    public int TakeBucket() => _bucket++;

    /// <summary>All buckets of the user entered that were not taken yet.</summary>
    public (int First, int End) TakeBuckets()
    {
        var taken = (_bucket, _end);
        _bucket = _end;
        return taken;
    }

    private void PassLeftOut()
    {
        while (_passed < _leftOut.Length && _leftOut[_passed] == _user)
        {
            _passed++;
            _user++;
        }
    }
}
