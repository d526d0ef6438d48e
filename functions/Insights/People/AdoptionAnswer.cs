using System.Text.Json.Serialization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/adoption</c>. Of whom nobody knows who may use something, those figures are absent.</summary>
internal sealed record AdoptionAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    IReadOnlyList<Guid> TemplateIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? EligibleUsers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AdoptedUsers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
    int ActiveUsers,
    double DailyUsers,
    int WeeklyUsers,
    int MonthlyUsers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Stickiness,
    IReadOnlyList<AdoptionAnswer.Day> Days,
    IReadOnlyList<AdoptionAnswer.Week> Weeks,
    IReadOnlyList<AdoptionAnswer.Cohort> Cohorts,
    IReadOnlyList<AdoptionAnswer.Template> Templates,
    IReadOnlyList<AdoptionAnswer.Group> Groups,
    IReadOnlyList<AdoptionAnswer.Organization> Organizations)
{
    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, int Daily, int Weekly, int Monthly);

    internal sealed record Week(
        DateTimeOffset StartTime, DateTimeOffset EndTime, int RecordedDays, int Active, int New, int Returning, int Resumed, int Lapsed);

    internal sealed record Cohort(DateTimeOffset StartTime, int Users, IReadOnlyList<int> Active);

    internal sealed record Template(
        Guid TemplateId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? EligibleUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AdoptedUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
        int ActiveUsers,
        double DailyUsers,
        int WeeklyUsers,
        int MonthlyUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Stickiness);

    internal sealed record Group(
        Guid GroupId,
        string Name,
        string DisplayName,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId,
        int EligibleUsers,
        int AdoptedUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);

    internal sealed record Organization(
        Guid OrganizationId,
        string Name,
        string DisplayName,
        int EligibleUsers,
        int AdoptedUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);
}
