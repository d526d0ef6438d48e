using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET /api/v2/templates</c>: the templates whose insights the caller may view.</summary>
public sealed class TemplateListFunction(TemplateAccess access, AccessDirectory directory, UsageIndex index)
{
    /// <summary>200 with the templates, those of an organization where one is given; who may view none gets none.</summary>
    [Function(nameof(Templates))]
    public async Task<IResult> Templates(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/templates")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var organization = query.Id(TemplateSelection.OrganizationName);
        query.Complete();

        var caller = Caller.Of(request);
        var organizations = await directory.GetOrganizationsAsync(cancellationToken);
        var viewable = await access.GetViewableAsync(caller, organization, cancellationToken);
        var answers = viewable.Select(template => TemplateAnswer.Of(template, organizations.GetValueOrDefault(template.OrganizationId ?? Guid.Empty)));
        var unknown = caller.MayViewAll && organization is null
            ? (await index.GetTemplatesAsync(cancellationToken)).Except(viewable.Select(template => template.Id)).Select(TemplateAnswer.Unknown)
            : [];
        return JsonAnswer.Ok([.. answers, .. unknown], InsightsJson.Api.IReadOnlyListTemplateAnswer);
    }
}
