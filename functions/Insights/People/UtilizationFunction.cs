using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/utilization</c>: how long workspaces ran, how much of that they were used, and what the rest cost.</summary>
public sealed class UtilizationFunction(PeriodRequests requests, ReportTags tags, UtilizationReader utilization, PrivacyDoor privacy)
{
    internal const string TemplatesSection = "templates";
    internal const string UsersSection = "users";
    internal const string WorkspacesSection = "workspaces";

    private static readonly ChoicesParameter Sections = new("sections", "The lists that the answer has.", TemplatesSection, UsersSection, WorkspacesSection);

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, HourlyRate.Name, Sections, UserNames.ParameterName];

    /// <summary>200 with the sums, and the lists asked for.</summary>
    [Function(nameof(UtilizationInsights))]
    public async Task<IResult> UtilizationInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/utilization")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (double? rate, string[] listed, var withNames) = (null, [], false);
        var asked = await requests.ReadOfPeopleAsync(
            request, query => (rate, listed, withNames) = (HourlyRate.Read(query), query.List(Sections), query.Flag(UserNames.ParameterName)), cancellationToken);
        var sections = SectionList.Parse(Sections, listed);
        asked = await tags.BeginAsync(
            request, asked, new(asked.Templates, asked.Period.Range) { Parts = ReportParts.Users, BuildsUntil = asked.Period.End }, cancellationToken);
        var report = await utilization.ReadAsync(asked, rate, cancellationToken);
        var names = await privacy.NamesAsync(asked.Templates, asked.Period.Range, cancellationToken);
        return JsonAnswer.Ok(
            new PeopleAnswer<UtilizationAnswer>(
                UtilizationAnswer.Of(asked.Period, report, names, sections),
                asked.Recorded,
                withNames ? names.OfPeople(report.Users.Select(user => user.UserId)) : null),
            UtilizationJson.Api.Answer);
    }
}
