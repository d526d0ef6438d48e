using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>What an officer asks for: whom, why, and for how long.</summary>
/// <param name="Person">Whom, unless by a name.</param>
/// <param name="Username">The name of whom; null where it is none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Hours">For how many hours.</param>
internal sealed record RevealRequest(AskedPerson Person, string? Username, string Reason, int Hours)
{
    /// <summary>The field of a user's id.</summary>
    public const string UserName = "user_id";

    /// <summary>The field of a user's unique name.</summary>
    public const string UsernameName = "username";

    /// <summary>The field of a pseudonym.</summary>
    public const string PseudonymName = "pseudonym";

    private const string TemplateName = "template_id";
    private const string StartName = "start_time";
    private const string EndName = "end_time";
    private const string ReasonName = "reason";
    private const string HoursName = "hours";
    private const int MaxUsername = 256;
    private const int MaxReason = 1000;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "RevealRequest",
        BodyField.Id(UserName).About("The user who is meant; or `username`, or `pseudonym`."),
        BodyField.Text(UsernameName).About("The unique name of who is meant."),
        BodyField.Id(PseudonymName).About("The pseudonym of who is meant, as a report has it."),
        BodyField.Id(TemplateName).About("A template of the row that has the pseudonym; with a pseudonym alone."),
        BodyField.Time(StartName).About("The start of the report that has it; with a pseudonym alone."),
        BodyField.Time(EndName).About("The end of that report; with a pseudonym alone."),
        BodyField.Text(ReasonName).About("Why the person is to be shown; the person and all officers see it.").Required,
        BodyField.WholeNumber(HoursName).About("For how many hours; as long as a reveal may hold where it is left out."));

    /// <summary>Reads a request.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="maxHours">For how many hours a reveal may hold, and does where the request does not say.</param>
    /// <param name="validation">Where errors go.</param>
    public static RevealRequest Read(JsonDocument body, int maxHours, Validation validation)
    {
        var item = JsonItem.OfBody(body, Schema, validation);
        item.OnlyFields();
        var person = new AskedPerson
        {
            UserId = item.OptionalId(UserName),
            Pseudonym = item.OptionalId(PseudonymName),
        };
        var username = item.OptionalText(UsernameName, MaxUsername) is { Length: > 0 } name ? name : null;
        if (new object?[] { person.UserId, username, person.Pseudonym }.Count(way => way is not null) != 1)
        {
            item.Fail(UserName, $"must say who is meant, or one of {UsernameName} and {PseudonymName} must, and only one of the three");
        }

        var reason = item.Text(ReasonName, MaxReason);
        if (reason.Length > 0 && string.IsNullOrWhiteSpace(reason))
        {
            item.Fail(ReasonName, "must say why");
        }

        return new(
            person.Pseudonym is null ? person : OfReport(item, person),
            username,
            reason.Trim(),
            (int)item.Integer(HoursName, 1, maxHours, maxHours));
    }

    // A pseudonym means somebody in a report on an organization over a period alone.
    private static AskedPerson OfReport(JsonItem item, AskedPerson person)
    {
        var (template, start, end) = (item.Id(TemplateName), item.Time(StartName), item.Time(EndName));
        if (end < start)
        {
            item.Fail(EndName, $"must not be before {StartName}");
        }

        return person with { TemplateId = template, StartTime = start, EndTime = end };
    }
}
