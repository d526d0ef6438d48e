using System.Globalization;
using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>The template of each workspace, as its newest build says: for app stats that leave it out.</summary>
public sealed class WorkspaceTable(TableServiceClient tables)
{
    private const string TemplateColumn = "template";
    private const string CreatedAtColumn = "created_at";
    private const string BuildNumberColumn = "build_number";
    private const string BuildIdColumn = "build_id";
    private const int Parallelism = 16;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.WorkspacesTable);

    /// <summary>Takes over what newer builds say.</summary>
    public Task ApplyAsync(IEnumerable<WorkspaceBuild> builds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            builds.GroupBy(build => build.WorkspaceId).Select(workspace => workspace.MaxBy(build => build.Order)!),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (build, cancel) =>
            {
                while (!await TryApplyAsync(build, cancel))
                {
                    // Another build of the same workspace came first: look again whether this one is newer.
                }
            });

    /// <summary>The templates of some workspaces; a workspace that no build made known is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Guid>> GetTemplatesAsync(IReadOnlyCollection<Guid> workspaces, CancellationToken cancellationToken)
    {
        var templates = new Dictionary<Guid, Guid>();
        await Parallel.ForEachAsync(
            workspaces,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (workspace, cancel) =>
            {
                var row = await ReadAsync(workspace, cancel);
                if (row is not null)
                {
                    lock (templates)
                    {
                        templates.Add(workspace, row.GetGuid(TemplateColumn)!.Value);
                    }
                }
            });
        return templates;
    }

    private static BuildOrder OrderOf(TableEntity row) => new(
        new DateTimeOffset(long.Parse(row.GetString(CreatedAtColumn), CultureInfo.InvariantCulture), TimeSpan.Zero),
        row.GetInt32(BuildNumberColumn)!.Value,
        row.GetGuid(BuildIdColumn)!.Value);

    private async Task<bool> TryApplyAsync(WorkspaceBuild build, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(build.WorkspaceId, cancellationToken);
        if (known is not null && OrderOf(known) >= build.Order)
        {
            return true;
        }

        var row = new TableEntity(StorageKeys.Id(build.WorkspaceId), StorageKeys.WorkspaceTemplate)
        {
            [TemplateColumn] = build.TemplateId,
            [CreatedAtColumn] = build.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
            [BuildNumberColumn] = build.BuildNumber,
            [BuildIdColumn] = build.Id,
        };
        return await TableRows.TryReplaceAsync(_table, row, known?.ETag, cancellationToken);
    }

    private async Task<TableEntity?> ReadAsync(Guid workspace, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.Id(workspace), StorageKeys.WorkspaceTemplate, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }
}
