using System.Text;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Reports.Connection;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Everything that reports make of usage, except the ids and the order of users.</summary>
/// <param name="Text">All of it.</param>
/// <param name="People">The counts of people in it.</param>
/// <param name="Measured">The counts of half-hours with a latency.</param>
internal sealed record GivenAnswer(string Text, IReadOnlyList<int> People, IReadOnlyList<int> Measured)
{
    private static readonly AppDirectory Apps = new(
    [
        .. from template in PrivacyGen.Templates
           from name in PrivacyGen.Names[2..]
           select (template, new TemplateApp(name, name, "")),
    ]);

    /// <summary>The answer to a question at a level.</summary>
    public static GivenAnswer Of(PrivacyLevel level, GivenQuestion question, TemplateDay[] days, Func<Guid, DateOnly, bool>? counts = null)
    {
        var safe = question.Ask(PrivacyGen.Private(level, question, counts), days);
        var slots = Slots.Of(question.Range.First.Start, question.Range.End.Start, 1, TimeZoneInfo.Utc);
        var templates = TemplatesReport.Of(safe, question.Range, Apps, slots);
        var overview = OverviewReport.Of(safe, question.Range, slots);
        var concurrency = ConcurrencyReport.Of(safe, question.Range);
        var connection = ConnectionReport.Of(safe, question.Range, slots, TimeZoneInfo.Utc, _ => null);
        var users = ActivityReport.Of(safe, question.Range).Users;
        var latency = LatencyReport.Of(safe, question.Range).Users;
        var text = new StringBuilder();
        text.AppendJoin(' ', templates.TemplateIds).Append(" active ").Append(templates.ActiveUsers).AppendLine();
        text.AppendJoin(' ', templates.Builtin.Select(app => app.Seconds)).AppendLine();
        text.AppendJoin(' ', templates.Apps.Select(app => $"{app.App.Slug}={app.Seconds}/{app.TimesUsed}")).AppendLine();
        text.AppendJoin(' ', templates.Slots.Select(slot => slot.ActiveUsers)).AppendLine();
        text.Append(overview.Seconds).Append(' ').AppendJoin(' ', overview.Templates.Select(template => $"{template.TemplateId}={template.ActiveUsers}/{template.Seconds}")).AppendLine();
        text.AppendJoin(' ', concurrency.HalfHours).AppendLine();
        text.Append(connection.All).AppendJoin(' ', connection.Days).AppendJoin(' ', connection.Hours).AppendJoin(' ', connection.Histogram).AppendLine();
        text.AppendJoin(' ', users.Select(user => user.Seconds).Order()).AppendLine();
        text.AppendJoin(' ', latency.Select(user => (user.P50, user.P95)).Order()).AppendLine();
        return new(text.ToString(),
        [
            templates.ActiveUsers, .. templates.Slots.Select(slot => slot.ActiveUsers), overview.ActiveUsers, .. overview.Templates.Select(template => template.ActiveUsers),
            .. concurrency.HalfHours.SelectMany(halfHour => new[] { halfHour.Users, halfHour.MinuteUsers }), users.Count, latency.Count(user => user.P50 >= 0),
        ],
        [.. connection.Histogram, connection.All.Count, .. connection.Days.Select(day => day.Count), .. connection.Hours.Select(hour => hour.Count)]);
    }
}
