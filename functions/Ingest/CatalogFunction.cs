using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>POST /api/v2/ingest/catalog</c>: organizations, users, groups, templates and template versions.</summary>
public sealed class CatalogFunction(IngestBounds bounds, CatalogTable catalog, CatalogCapacity capacity, SubjectCheck subjects, AuditLog audit)
{
    /// <summary>202 when every item is stored; 400, 403 or 413 and none is; 503 and some may be, which sending them again completes.</summary>
    [Function(nameof(IngestCatalog))]
    public async Task<IResult> IngestCatalog(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/catalog")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var items = CatalogItems.Read(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        await capacity.DemandAsync(items, cancellationToken);
        var caller = Caller.Of(request);
        var users = items.Users.Select(user => user with { IsOwners = caller.MayAdminister }).ToArray();
        var changed = await subjects.DemandAsync(caller, users, cancellationToken);
        if (changed.Count > 0)
        {
            await audit.AddAsync(request, "sign_in.change", "users", changed, IngestJson.Default.IReadOnlyListGuid, cancellationToken);
        }

        await Task.WhenAll(
            catalog.PutAsync(items.Organizations, cancellationToken),
            catalog.PutAsync(items.Groups, cancellationToken),
            catalog.PutAsync(items.Templates, cancellationToken),
            catalog.PutAsync(items.TemplateVersions, cancellationToken),
            catalog.ApplyAsync(users, cancellationToken));
        return JsonAnswer.Accepted(items.Count);
    }
}
