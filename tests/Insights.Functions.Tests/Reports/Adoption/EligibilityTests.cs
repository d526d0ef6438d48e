using Insights.Functions.Catalog;
using Insights.Functions.Reports.Adoption;
using Xunit;

namespace Insights.Functions.Tests.Reports.Adoption;

/// <summary>Who may use a template.</summary>
public sealed class EligibilityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Here = Id(90);
    private static readonly Guid Team = Id(91);

    // Of the organization: Ann; Ben, deleted yesterday; Cy, suspended; Di, made tomorrow; Ed, dormant. Of another one: Flo.
    private static readonly User[] Users =
    [
        new() { Id = Id(1), Username = "ann", OrganizationIds = [Here] },
        new() { Id = Id(2), Username = "ben", OrganizationIds = [Here], DeletedAt = Now.AddDays(-1) },
        new() { Id = Id(3), Username = "cy", OrganizationIds = [Here], Statuses = [new StatusChange(Now.AddDays(-9), UserStatus.Suspended)] },
        new() { Id = Id(4), Username = "di", OrganizationIds = [Here], CreatedAt = Now.AddDays(1) },
        new() { Id = Id(5), Username = "ed", OrganizationIds = [Here], Statuses = [new StatusChange(Now.AddDays(-9), UserStatus.Dormant)] },
        new() { Id = Id(6), Username = "flo", OrganizationIds = [Id(99)] },
    ];

    private static readonly Group[] Groups = [new(Team, "team", "", Here, [Id(1), Id(2), Id(6)])];

    [Fact]
    public void Without_a_list_the_members_of_the_organization_may_who_are_there() => Assert.Equal([Id(1), Id(5)], Of(null, Now));

    [Fact]
    public void It_is_as_it_was_at_the_instant() => Assert.Equal([Id(1), Id(2), Id(5)], Of(null, Now.AddDays(-2)));

    [Fact]
    public void With_a_list_those_on_it_may_and_the_members_of_its_groups_and_organizations()
    {
        Assert.Equal([Id(6)], Of(new TemplateUsers([Id(6), Id(3), Id(77)], []), Now));
        Assert.Equal([Id(1), Id(6)], Of(new TemplateUsers([], [Team]), Now));
        Assert.Equal([Id(1), Id(5), Id(6)], Of(new TemplateUsers([Id(6)], [Here]), Now));
        Assert.Equal([], Of(new TemplateUsers([], []), Now));
    }

    [Fact]
    public void Of_a_template_without_organization_and_list_nobody_knows()
    {
        var eligible = Eligibility.Of([new Template(Id(50), "t", "", "", null, null)], Users, Groups, _ => true, Now);
        Assert.Null(eligible.All);
        Assert.Empty(eligible.Templates);
    }

    [Fact]
    public void Who_does_not_count_does_not_count_here() =>
        Assert.Equal([Id(5)], Eligibility.Of([Template(null)], Users, Groups, user => user != Id(1), Now).All!.Order());

    private static IEnumerable<Guid> Of(TemplateUsers? list, DateTimeOffset at) => Eligibility.Of([Template(list)], Users, Groups, _ => true, at).All!.Order();

    private static Template Template(TemplateUsers? list) => new(Id(50), "t", "", "", Here, null) { UsableBy = list };

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
