namespace Insights.Local.Demo;

/// <summary>One session in one workspace app, in UTC seconds since 1970.</summary>
internal sealed record AppVisit(WorkSession Session, DemoApp App, long Start, long End)
{
    /// <summary>The same visit has the same id however often, and however long, it is reported.</summary>
    public Guid Id { get; } = StableId.Of($"visit/{Session.Workspace.Id}/{App.AccessMethod}/{App.Slug}/{Start}");

    /// <summary>The template's main app, from the session's first second to its last.</summary>
    public static AppVisit Throughout(WorkSession session) =>
        new(session, session.Workspace.Template.Apps[0], session.Start * 60, session.End * 60);

    public static IEnumerable<AppVisit> During(WorkSession session)
    {
        for (var i = 0; i < session.Workspace.Template.Apps.Length; i++)
        {
            var app = session.Workspace.Template.Apps[i];
            var dice = session.DiceFor(i);
            if (!dice.Chance(app.Chance))
            {
                continue;
            }

            var start = session.Start * 60 + (long)(dice.Unit() * 0.8 * 60 * (session.End - session.Start));
            var length = (long)(60 * app.Minutes * Math.Exp(0.6 * dice.Normal()));
            yield return new(session, app, start, Math.Min(start + Math.Max(length, 20), session.End * 60));
        }
    }
}
