using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Reads app stats from a request.</summary>
internal static class AppStats
{
    /// <summary>The longest slug or port, in characters.</summary>
    public const int MaxNameLength = 256;

    /// <summary>
    /// How many half-hours the sessions of one request may have together, 1,000,000: what it costs to take them. A session of a month
    /// has about 1,500.
    /// </summary>
    public const int MaxHalfHours = 1_000_000;

    /// <summary>
    /// What a half-hour counts as of what a request may hold (<see cref="BodyAdmission"/>): few of them are there at once, and the work of one is
    /// about that of so many bytes. So a request of as many as may be fits beside others.
    /// </summary>
    public const int BytesPerHalfHour = 16;

    private static readonly string[] AccessMethods = ["path", "subdomain", "terminal"];

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "AppStats",
        BodyField.Items(
            "stats",
            BodyField.Id("template_id").About("The template that the workspace was made from; where it is left out, that of the workspace when the session started."),
            BodyField.Id("workspace_id").About("The workspace that the application is in.").Required,
            BodyField.Id("user_id").About("The user who opened it.").Required,
            BodyField.Id("agent_id").About("The agent that it runs with."),
            BodyField.Id("session_id").About("The session."),
            BodyField.Choice("access_method", AccessMethods).About("How it was opened.").Required,
            BodyField.Text("slug_or_port").About("Which application, by its slug or port; none for a terminal.").AtMost(MaxNameLength),
            BodyField.Time("session_started_at").About("When the session started.").Required,
            BodyField.Time("session_ended_at").About("When it ended, or when it was seen the last time.").Required,
            BodyField.WholeNumber("requests").About("How many requests it had.").Between(0, long.MaxValue)).About("Sessions in workspace apps; one may be told again as it goes on.").AtMost(ItemList.MaxItems).Required);

    /// <summary>The sessions of a body, one for each item.</summary>
    public static List<AppSession> Read(JsonElement body, EventTime bounds, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, "stats");
        var sessions = new List<AppSession>();
        foreach (var item in ItemList.Of(body, Schema, "stats", validation))
        {
            sessions.Add(ReadStat(item, bounds));
        }

        return sessions;
    }

    /// <summary>What the sessions add to each half-hour.</summary>
    /// <exception cref="ApiException">413 when they have more than <see cref="MaxHalfHours"/> half-hours.</exception>
    public static SessionMinutes MinutesOf(IEnumerable<AppSession> sessions, Func<AppSession, Guid> templateOf)
    {
        var minutes = new SessionMinutes(sessions, templateOf);
        return minutes.HalfHours <= MaxHalfHours
            ? minutes
            : throw ApiException.TooLarge($"The sessions have more than {MaxHalfHours} half-hours together. Send them in parts.");
    }

    private static AppSession ReadStat(JsonItem item, EventTime bounds)
    {
        item.OptionalId("agent_id");
        item.OptionalId("session_id");
        item.Integer("requests", 0, long.MaxValue, fallback: 0);
        return new AppSession(
            item,
            item.OptionalId("template_id"),
            item.Id("workspace_id"),
            item.Id("user_id"),
            ReadName(item),
            ReadStart(item, bounds),
            ReadEnd(item, bounds));
    }

    private static string ReadName(JsonItem item)
    {
        var method = item.Text("access_method", MaxNameLength);
        if (method.Length > 0 && !AccessMethods.Contains(method))
        {
            item.Fail("access_method", $"must be one of {string.Join(", ", AccessMethods)}, but is \"{JsonItem.Shown(method)}\"");
        }

        if (method != "terminal")
        {
            return item.Text("slug_or_port", MaxNameLength);
        }

        item.OptionalText("slug_or_port", MaxNameLength);
        return AppMinutes.Terminal;
    }

    // A session may be longer than usage is kept: what it did before that is left out, and what it does now counts.
    private static DateTimeOffset ReadStart(JsonItem item, EventTime bounds)
    {
        if (item.Time("session_started_at") is not { } start)
        {
            return default;
        }

        bounds.CheckStart(item, "session_started_at", start);
        return start < bounds.Oldest ? bounds.Oldest : start;
    }

    private static DateTimeOffset ReadEnd(JsonItem item, EventTime bounds)
    {
        if (item.Time("session_ended_at") is not { } end)
        {
            return default;
        }

        bounds.Check(item, "session_ended_at", end);
        return end;
    }
}
