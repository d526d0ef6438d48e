using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/utilization</c>: how long workspaces ran, how much of that they were used, and what the rest cost.</summary>
public sealed class UtilizationFunction(PeopleQuery people, UtilizationReader utilization)
{
    internal const string TemplatesSection = "templates";
    internal const string UsersSection = "users";
    internal const string WorkspacesSection = "workspaces";

    /// <summary>200 with the sums, and the lists asked for.</summary>
    [Function(nameof(UtilizationInsights))]
    public async Task<IResult> UtilizationInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/utilization")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (asked, own) = await people.ReadAsync(
            request, query => (Rate: HourlyRate.Read(query), Sections: query.List("sections"), WithNames: PeopleQuery.WithNames(query)), cancellationToken);
        var sections = SectionList.Parse("sections", own.Sections, TemplatesSection, UsersSection, WorkspacesSection);
        var report = await utilization.ReadAsync(asked, own.Rate, cancellationToken);
        var names = await people.NamesAsync(cancellationToken);
        return JsonAnswer.Ok(
            new PeopleAnswer<UtilizationAnswer>(
                UtilizationAnswer.Of(asked.Period, report, names, sections),
                asked.RecordedSince,
                own.WithNames ? names.OfPeople(report.Users.Select(user => user.UserId)) : null),
            PeopleJson.Api.Utilization);
    }
}
