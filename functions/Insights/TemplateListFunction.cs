using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET /api/v2/templates</c>: the templates whose insights the caller may view.</summary>
public sealed class TemplateListFunction(TemplateAccess access, AccessDirectory directory, UsageIndex index)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [TemplateSelection.OrganizationName, .. ListPart.Parameters];

    /// <summary>200 with the templates, those of an organization where one is given; who may view none gets none.</summary>
    [Function(nameof(Templates))]
    public async Task<IResult> Templates(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/templates")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var organization = query.Id(TemplateSelection.OrganizationName);
        var part = ListPart.Read(query);
        query.Complete();

        var caller = Caller.Of(request);
        var organizations = await directory.GetOrganizationsAsync(cancellationToken);
        var viewable = await access.GetViewableAsync(caller, organization, cancellationToken);
        IEnumerable<(TemplateAnswer Answer, (string, string) Key)> named = viewable.Select(template =>
            (TemplateAnswer.Of(template, organizations.GetValueOrDefault(template.OrganizationId ?? Guid.Empty)), ($"0{template.Name}", $"{template.Id:N}")));
        IEnumerable<(TemplateAnswer Answer, (string, string) Key)> unknown = caller.MayViewAll && organization is null
            ? (await index.GetTemplatesAsync(cancellationToken)).Except(viewable.Select(template => template.Id)).Select(id => (TemplateAnswer.Unknown(id), ("1", $"{id:N}")))
            : [];
        var (shown, next) = part.Of(named.Concat(unknown), template => template.Key);
        NextLink.Add(request, next);
        return JsonAnswer.Ok([.. shown.Select(template => template.Answer)], InsightsJson.Api.IReadOnlyListTemplateAnswer);
    }
}
