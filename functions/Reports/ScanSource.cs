using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>A segment that a scan reads, and where the scan stands in it.</summary>
internal sealed class ScanSource
{
    private readonly TemplateDay _day;
    private readonly UserShare _share;
    private int _endUser;

    // The places of users to leave out, ascending, and how many of them are behind.
    private int[] _leftOut = [];
    private int _passed;
    private int _user;
    private int _bucket;
    private int _end;

    /// <summary>The users of a segment that are in a share.</summary>
    public ScanSource(TemplateDay day, int template, UserShare share)
    {
        (_day, _share) = (day, share);
        Template = template;
        Segment = day.Usage;
    }

    /// <summary>The number of its template in the scan.</summary>
    public int Template { get; }

    public DateOnly Day => _day.Day;

    public UsageSegment Segment { get; private set; }

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
        (var firstUser, _endUser) = _share.Of(Segment.Users);
        if (_day.Narrowing is { } narrowing)
        {
            Segment = narrowing.Of(Segment, firstUser, _endUser);
            (firstUser, _endUser) = (0, Segment.Users.Length);
        }

        _leftOut = _day.LeftOut.Count == 0
            ? []
            : [.. _day.LeftOut.Select(user => Array.BinarySearch(Segment.Users, user)).Where(place => place >= firstUser && place < _endUser)];
        _user = firstUser;
        _passed = 0;
        PassLeftOut();
        Families = Array.ConvertAll(Segment.SessionNames, SessionApp.FamilyOf);
        Apps = Array.ConvertAll(Segment.AppNames, name => visitor.AppOf(Template, name));
    }

    /// <summary>Is done with: what was made of it for this scan is let go of.</summary>
    public void End() => Segment = UsageSegment.Empty;

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
