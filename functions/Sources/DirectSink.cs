using System.Text.Json;
using Insights.Coder.Items;
using Insights.Coder.Sending;
using Insights.Coder.State;
using Insights.Functions.Access;
using Insights.Functions.Aggregation;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Sources;

/// <summary>
/// The service that a source runs in: bodies are read and checked as those of requests are, and go the same way. Only history has a way of
/// its own, which needs no queue.
/// </summary>
public sealed class DirectSink(
    IngestBounds bounds,
    UsageOutbox outbox,
    CatalogTable catalog,
    CatalogCapacity capacity,
    SubjectCheck subjects,
    AuditLog audit,
    SourcedAccess access,
    BuildTable builds,
    AppTable apps,
    WorkspaceTable workspaces,
    UsageImporter importer,
    UsageCompleter completer,
    SourceTable sources,
    PersonRetention people) : IInsightsSink
{
    // What the audit calls it.
    private const string Name = "coder";

    /// <inheritdoc/>
    public async Task<SourceTerms> OpenAsync(Guid source, CancellationToken cancellationToken)
    {
        var known = await Storage(sources.FindAsync(source, cancellationToken), cancellationToken);
        return new SourceTerms(known?.State, known?.Revision, people.MaxAge, access.FollowsSource);
    }

    /// <inheritdoc/>
    public async Task<string> SaveAsync(SourceState state, string? revision, CancellationToken cancellationToken) =>
        await Storage(sources.TryPutAsync(state, revision, SourceOwner.Service, cancellationToken), cancellationToken) ?? throw new StateConflictException();

    /// <inheritdoc/>
    public async Task SendAsync(IngestList list, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);
        try
        {
            await Storage(SendCheckedAsync(list, body, cancellationToken), cancellationToken);
        }
        catch (ApiException e) when (e.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden)
        {
            throw new ItemsRefusedException(e.Message, ItemsRefusedException.ErrorsOf(list, e.Error.Validations?.Select(error => error.Field) ?? []));
        }
        catch (ApiException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyTooLargeException(e.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<int> ImportAsync(DateOnly day, IReadOnlyList<UsageBucket> buckets, CancellationToken cancellationToken)
    {
        var refused = 0;
        await Storage(importer.ImportAsync(day, CountedUsage.Of(buckets.Where(bucket => bucket.Completes != true), () => refused++).ToAsyncEnumerable(), cancellationToken), cancellationToken);
        if (buckets.Any(bucket => bucket.Completes == true))
        {
            await Storage(completer.CompleteAsync([.. CountedUsage.Of(buckets.Where(bucket => bucket.Completes == true), () => refused++)], cancellationToken), cancellationToken);
        }

        return refused;
    }

    private async Task<bool> SendCheckedAsync(IngestList list, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (list.Route == "agent-stats")
        {
            await outbox.AddAsync(AgentStats.Read(body.Span, bounds.Now()), cancellationToken);
            return true;
        }

        using var document = JsonDocument.Parse(body);
        return await SendCheckedAsync(list, document.RootElement, cancellationToken);
    }

    private async Task<bool> SendCheckedAsync(IngestList list, JsonElement body, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        switch (list.Route)
        {
            case "app-stats":
                var sessions = AppStats.Read(body, bounds.Now(), validation);
                validation.ThrowIfInvalid(IngestBounds.Refusal);
                await outbox.AddAsync(AppStats.MinutesOf(sessions, session => session.Template!.Value), cancellationToken);
                break;
            case "usage-buckets":
                var halfHours = UsageBuckets.Read(body, bounds.Now(), validation);
                validation.ThrowIfInvalid(IngestBounds.Refusal);
                await outbox.AddAsync(halfHours, cancellationToken);
                break;
            case "workspace-builds":
                var read = WorkspaceBuilds.Read(body, bounds.Now(), validation);
                validation.ThrowIfInvalid(IngestBounds.Refusal);
                await Task.WhenAll(builds.PutAsync(read, cancellationToken), apps.ApplyAsync(read, cancellationToken), workspaces.ApplyAsync(read, cancellationToken));
                break;
            case "catalog":
                await ApplyAsync(CatalogItems.Read(body, bounds.Now(), validation), validation, cancellationToken);
                break;
            case "access":
                var told = AccessItems.Read(body, validation);
                validation.ThrowIfInvalid(IngestBounds.Refusal);
                await access.ApplyAsync(told.Roles, told.Lists, AuditActor.OfSource(Name), cancellationToken);
                break;
            default:
                throw new ArgumentException($"There is no way for {list.Route}.", nameof(list));
        }

        return true;
    }

    // A source may say who somebody is at the issuer where nobody has said so before, whatever that one may do here.
    private async Task ApplyAsync(CatalogItems items, Validation validation, CancellationToken cancellationToken)
    {
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        await capacity.DemandAsync(items, cancellationToken);
        var changed = await subjects.DemandAsync(mayAdminister: false, maySetAccess: true, items.Users, cancellationToken);
        if (changed.Count > 0)
        {
            await audit.AddAsync(AuditActor.OfSource(Name), "sign_in.change", "users", changed, IngestJson.Default.IReadOnlyListGuid, cancellationToken);
        }

        await Task.WhenAll(
            catalog.PutAsync(items.Organizations, cancellationToken),
            catalog.PutAsync(items.Groups, cancellationToken),
            catalog.PutAsync(items.Templates, cancellationToken),
            catalog.PutAsync(items.TemplateVersions, cancellationToken),
            catalog.ApplyAsync(items.Users, cancellationToken));
    }

    private static async Task Storage(Task work, CancellationToken cancellationToken) => await Storage(Done(work), cancellationToken);

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }

    // A storage that is away is, to a source, a service that cannot take it now.
    private static async Task<T> Storage<T>(Task<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && StorageFailure.Is(e))
        {
            throw new SinkException("Storage cannot take it now.", e);
        }
    }
}
