using System.Text.Json.Serialization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/adoption</c>. Of whom nobody knows who may use something, those figures are absent.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
/// <param name="EligibleUsers">How many users may use any of the templates; absent where nobody knows.</param>
/// <param name="AdoptedUsers">How many of those used any of them in the period; absent where that is.</param>
/// <param name="Share"><c>adopted_users</c> of <c>eligible_users</c>, 0 to 1; absent without any.</param>
/// <param name="ActiveUsers">The distinct users of the period, whether they may or not.</param>
/// <param name="DailyUsers">The mean of the distinct users of a day, over the last 30 days of the period.</param>
/// <param name="WeeklyUsers">The distinct users of its last 7 days.</param>
/// <param name="MonthlyUsers">The distinct users of its last 30 days.</param>
/// <param name="Stickiness"><c>daily_users</c> of <c>monthly_users</c>; absent without any.</param>
/// <param name="Days">By day.</param>
/// <param name="Weeks">By week, 7 days from the start of the period.</param>
/// <param name="Cohorts">By the week of the first use.</param>
/// <param name="Templates">By template, ascending by id.</param>
/// <param name="Groups">By group, as far as the caller may see it.</param>
/// <param name="Organizations">By organization, as far as the caller may view it.</param>
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
    /// <summary>A day.</summary>
    /// <param name="StartTime">The start of the day.</param>
    /// <param name="EndTime">Its end.</param>
    /// <param name="Daily">Its distinct users.</param>
    /// <param name="Weekly">Those of the 7 days that end with it.</param>
    /// <param name="Monthly">Those of the 30 days that end with it.</param>
    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, int Daily, int Weekly, int Monthly);

    /// <summary>A week.</summary>
    /// <param name="StartTime">The start of the week.</param>
    /// <param name="EndTime">Its end; the last may be cut.</param>
    /// <param name="RecordedDays">How many days of usage are kept before it: with few of them nobody can tell who is new.</param>
    /// <param name="Active">Its distinct users.</param>
    /// <param name="New">Those of them whose first use that is kept is in it.</param>
    /// <param name="Returning">Those of them who are not new.</param>
    /// <param name="Resumed">Those of them who return and were not active in the week before.</param>
    /// <param name="Lapsed">Who was active in the week before, and is not in this one.</param>
    internal sealed record Week(
        DateTimeOffset StartTime, DateTimeOffset EndTime, int RecordedDays, int Active, int New, int Returning, int Resumed, int Lapsed);

    /// <summary>Those whose first use was in a week.</summary>
    /// <param name="StartTime">The start of that week.</param>
    /// <param name="Users">How many they are.</param>
    /// <param name="Active">How many of them were active in that week, and in each week after it.</param>
    internal sealed record Cohort(DateTimeOffset StartTime, int Users, IReadOnlyList<int> Active);

    /// <summary>A template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="EligibleUsers">How many users may use it; absent where nobody knows.</param>
    /// <param name="AdoptedUsers">How many of those used it in the period; absent where that is.</param>
    /// <param name="Share"><c>adopted_users</c> of <c>eligible_users</c>, 0 to 1; absent without any.</param>
    /// <param name="ActiveUsers">The distinct users of the period, whether they may or not.</param>
    /// <param name="DailyUsers">The mean of the distinct users of a day, over the last 30 days of the period.</param>
    /// <param name="WeeklyUsers">The distinct users of the last 7 days.</param>
    /// <param name="MonthlyUsers">The distinct users of the last 30 days.</param>
    /// <param name="Stickiness"><c>daily_users</c> of <c>monthly_users</c>; absent without any.</param>
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

    /// <summary>A group.</summary>
    /// <param name="GroupId">The id of the group.</param>
    /// <param name="Name">Its name, unique in its organization.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="OrganizationId">The id of its organization; absent where nobody said.</param>
    /// <param name="EligibleUsers">How many of its members may use any of the templates.</param>
    /// <param name="AdoptedUsers">How many of those used any of them in the period.</param>
    /// <param name="Share"><c>adopted_users</c> of <c>eligible_users</c>, 0 to 1; absent without any.</param>
    internal sealed record Group(
        Guid GroupId,
        string Name,
        string DisplayName,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId,
        int EligibleUsers,
        int AdoptedUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);

    /// <summary>An organization.</summary>
    /// <param name="OrganizationId">The id of the organization.</param>
    /// <param name="Name">Its unique name.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="EligibleUsers">How many of its members may use any of the templates.</param>
    /// <param name="AdoptedUsers">How many of those used any of them in the period.</param>
    /// <param name="Share"><c>adopted_users</c> of <c>eligible_users</c>, 0 to 1; absent without any.</param>
    internal sealed record Organization(
        Guid OrganizationId,
        string Name,
        string DisplayName,
        int EligibleUsers,
        int AdoptedUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share);
}
