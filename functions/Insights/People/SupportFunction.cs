using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/support</c>: who may need help, and with what.</summary>
public sealed class SupportFunction(PeriodRequests requests, ReportTags tags, SupportReader support, PrivacyDoor privacy)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, UserNames.ParameterName];

    /// <summary>200 with the report.</summary>
    [Function(nameof(SupportInsights))]
    public async Task<IResult> SupportInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/support")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var withNames = false;
        var asked = await requests.ReadOfPeopleAsync(request, query => withNames = query.Flag(UserNames.ParameterName), cancellationToken);
        asked = await tags.BeginAsync(request, asked, SupportReader.InputsOf(asked), cancellationToken);
        var (report, previous) = await support.ReadAsync(asked, cancellationToken);
        var names = await privacy.NamesAsync(asked.Templates, asked.Period.Range, cancellationToken);
        return JsonAnswer.Ok(
            new PeopleAnswer<SupportAnswer>(
                new SupportAnswer(
                    asked.Period.Start, asked.Period.End, previous, report.TemplateIds, [.. report.Users.Select(user => SupportAnswer.User.Of(user, names))]),
                asked.Recorded,
                withNames ? names.OfPeople(report.Users.Select(user => user.UserId)) : null),
            SupportJson.Api.Answer);
    }
}
