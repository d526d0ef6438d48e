using Insights.Functions.Reports.Adoption;

namespace Insights.Functions.Reports.Behind;

/// <summary>Of those who may use some templates who did, and who did not.</summary>
internal static class EligiblePeople
{
    /// <summary>Those of the active who may use any of the templates.</summary>
    public static IReadOnlyList<PersonBehind> Adopted(Eligibility eligibility, IEnumerable<PersonBehind> active) =>
        [.. active.Where(person => eligibility.All?.Contains(person.UserId) == true)];

    /// <summary>Those who may use any of them and are not active, with the templates that they may use, ascending by id.</summary>
    public static IReadOnlyList<PersonBehind> NotAdopted(Eligibility eligibility, IEnumerable<PersonBehind> active)
    {
        var used = active.Select(person => person.UserId).ToHashSet();
        return
        [
            .. eligibility.Templates.SelectMany(template => template.Value, (template, user) => (Template: template.Key, User: user))
                .Where(may => !used.Contains(may.User))
                .GroupBy(may => may.User, may => may.Template)
                .OrderBy(user => user.Key)
                .Select(user => new PersonBehind(user.Key, [.. user.Order()])),
        ];
    }
}
