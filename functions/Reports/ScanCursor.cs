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

    private readonly UsageNarrowing? _narrowing;

    // The places of the only users to visit, ascending, where it is not all; of those to leave out; and how many of both are behind.
    private readonly int[]? _chosen;
    private readonly int[] _leftOut;
    private int _taken;
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
        _narrowing = day.Narrowing;
        _reader = day.Read(_narrowing is null ? visitor.Columns : SegmentColumns.All);
        (_user, _endUser) = share.Of(_users);
        _chosen = _narrowing?.Users is { } chosen ? PlacesOf(chosen) : null;
        _leftOut = PlacesOf(day.LeftOut);
        Pass();
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
            part = _narrowing?.Of(part, Math.Max(0, _user - first), Math.Min(part.Users.Length, _endUser - first)) ?? part;
            _source = _source is { } before
                ? new ScanSource(_template, part, before.Families, before.Apps)
                : new ScanSource(
                    _template,
                    part,
                    Array.ConvertAll(part.SessionNames, SessionApp.FamilyOf),
                    Array.ConvertAll(part.AppNames, name => _visitor.AppOf(_template, name)));
            _places = (first, end);
        }

        // What is narrowed may have nothing of the user.
        var segment = _source.Segment;
        var place = _narrowing is null ? _user - _places.First : Array.BinarySearch(segment.Users, _users[_user]);
        (_bucket, _end) = place < 0 ? (0, 0) : (segment.UserStarts[place], segment.UserStarts[place + 1]);
        _user++;
        Pass();
    }

    public int TakeBucket() => _bucket++;

    /// <summary>All buckets of the user entered that were not taken yet.</summary>
    public (int First, int End) TakeBuckets()
    {
        var taken = (_bucket, _end);
        _bucket = _end;
        return taken;
    }

    private int[] PlacesOf(IReadOnlyList<Guid> users) => users.Count == 0
        ? []
        : [.. users.Select(user => Array.BinarySearch(_users, user)).Where(place => place >= _user && place < _endUser)];

    // Goes on to the next user to visit, which may be the one it stands at.
    private void Pass()
    {
        while (true)
        {
            if (_chosen is not null)
            {
                for (; _taken < _chosen.Length && _chosen[_taken] < _user; _taken++)
                {
                    // Behind.
                }

                _user = _taken < _chosen.Length ? _chosen[_taken] : _endUser;
            }

            for (; _passed < _leftOut.Length && _leftOut[_passed] < _user; _passed++)
            {
                // Behind.
            }

            if (_passed == _leftOut.Length || _leftOut[_passed] != _user)
            {
                return;
            }

            _user++;
        }
    }
}
