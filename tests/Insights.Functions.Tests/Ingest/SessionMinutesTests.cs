using System.Text.Json;
using CsCheck;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>The half-hours of many sessions, one after the other, against those of each session.</summary>
public sealed class SessionMinutesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<AppSession> Sessions =
        from template in Gen.Int[1, 3]
        from user in Gen.Int[1, 2]
        from begin in Gen.Int[0, 600]
        from length in Gen.Int[-10, 300]
        from listed in Gen.Bool
        select new AppSession(
            new JsonItem(default(JsonElement), () => "", new Validation()), listed ? Id(template) : null, Id(template), Id(user), $"app-{user}", Start.AddMinutes(begin), Start.AddMinutes(begin + length));

    [Fact]
    public void They_are_those_of_each_session_in_order_of_template_and_half_hour() => Sessions.Array[0, 12].Sample(sessions =>
    {
        var minutes = Of(sessions);
        var all = minutes.Cast<AppMinutes>().ToArray();
        Assert.Equal(all.Length, minutes.Count);
        Assert.Equal(all, all.OrderBy(one => one.Template).ThenBy(one => one.HalfHour));
        Assert.Equal(
            sessions.SelectMany(session => AppMinutes.Of(session.Workspace, session.User, session.Name, session.Start, session.End)).Select(Shown).Order(),
            all.Select(Shown).Order());
    });

    [Fact]
    public void Packed_as_they_come_they_are_what_they_are_packed_at_once() => Sessions.Array[1, 12].Sample(sessions =>
    {
        string[] Parts(IEnumerable<UsageMessage> messages) =>
            [.. messages.SelectMany(message => message.Parts).Select(part => $"{part.Template} {part.HalfHour} {Convert.ToHexString(part.Segment.Span)}")];
        return Parts(UsagePacker.Pack(Of(sessions))).SequenceEqual(Parts(Packed.Of(Of(sessions))));
    });

    [Fact]
    public void A_million_are_counted_without_being_made()
    {
        var session = new AppSession(new JsonItem(default(JsonElement), () => "", new Validation()), Id(1), Id(1), Id(1), "app", Start.AddDays(-180), Start);
        var minutes = Of(Enumerable.Repeat(session, 115));
        Assert.Equal(115 * 8640, minutes.HalfHours);
        var first = UsagePacker.Pack(minutes).First();
        Assert.InRange(first.Parts.Count, 100, 1000);
        Assert.Throws<ApiException>(() => Of(Enumerable.Repeat(session, 116)));
    }

    private static SessionMinutes Of(IEnumerable<AppSession> sessions) =>
        AppStats.MinutesOf(sessions, session => session.Template ?? session.Workspace);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private static string Shown(AppMinutes minutes) => $"{minutes.Template} {minutes.HalfHour} {minutes.User} {minutes.Name} {minutes.Minutes}";
}
