using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>Where a scan stands in a day of a template.</summary>
internal sealed class ScanCursor
{
    private readonly TemplateDayReader _reader;
    private readonly Guid[] _users;
    private readonly int _endUser;
    private readonly int _template;
    private readonly IScanVisitor _visitor;

    // The places of users to leave out, ascending, and how many of them are behind.
    private readonly int[] _leftOut;
    private int _passed;
    private int _user;
    private ScanSource? _source;
    private (int First, int End) _places;
    private int _bucket;
    private int _end;

    /// <summary>The users of a day that are in a share, the first of them ahead.</summary>
    public ScanCursor(TemplateDay day, int template, UserShare share, IScanVisitor visitor)
    {
        _template = template;
        _visitor = visitor;
        _users = day.Users;
        _reader = day.Read(visitor.Columns);
        (_user, _endUser) = share.Of(_users);
        _leftOut = day.LeftOut.Count == 0
            ? []
            : [.. day.LeftOut.Select(user => Array.BinarySearch(_users, user)).Where(place => place >= _user && place < _endUser)];
        PassLeftOut();
    }

    public bool HasUser => _user < _endUser;

    public Guid User => _users[_user];

    /// <summary>The part of the day that the user entered is in.</summary>
    public ScanSource Source => _source!;

    /// <summary>The number of the next half-hour of the user entered; the largest integer after its last.</summary>
    public int NextHalfHour => _bucket < _end ? Source.Segment.HalfHours[_bucket] : int.MaxValue;

    public void EnterUser()
    {
        if (_source is null || _user >= _places.End)
        {
            (var part, var first, var end) = _reader.PartFrom(_user, _endUser);
            _source = _source is { } before
                ? new ScanSource(_template, part, before.Families, before.Apps)
                : new ScanSource(
                    _template,
                    part,
                    Array.ConvertAll(part.SessionNames, SessionApp.FamilyOf),
                    Array.ConvertAll(part.AppNames, name => _visitor.AppOf(_template, name)));
            _places = (first, end);
        }

        var starts = _source.Segment.UserStarts;
        (_bucket, _end) = (starts[_user - _places.First], starts[_user - _places.First + 1]);
        _user++;
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
