using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>Which template each workspace had when, as its builds say: for app stats that leave it out.</summary>
public sealed class WorkspaceTable(TableServiceClient tables)
{
    private const string TemplateColumn = "template";
    private const string CreatedAtColumn = "created_at";
    private const string BuildNumberColumn = "build_number";
    private const string BuildIdColumn = "build_id";
    private const string HistoryColumn = "history";
    private const int Parallelism = 16;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.WorkspacesTable);

    /// <summary>Takes over what builds say that is not known.</summary>
    public Task ApplyAsync(IEnumerable<WorkspaceBuild> builds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            builds.GroupBy(build => build.WorkspaceId),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (workspace, cancel) =>
            {
                while (!await TryApplyAsync(workspace.Key, workspace, cancel))
                {
                    // Another build of the same workspace came first: look again what this one adds.
                }
            });

    /// <summary>The histories of some workspaces; a workspace that no build made known is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, WorkspaceHistory>> GetAsync(IReadOnlyCollection<Guid> workspaces, CancellationToken cancellationToken)
    {
        var histories = new Dictionary<Guid, WorkspaceHistory>();
        await Parallel.ForEachAsync(
            workspaces,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (workspace, cancel) =>
            {
                if (await ReadAsync(workspace, cancel) is { } row)
                {
                    lock (histories)
                    {
                        histories.Add(workspace, HistoryOf(row));
                    }
                }
            });
        return histories;
    }

    // Rows of earlier releases have the newest build alone, in columns that those still read.
    private static WorkspaceHistory HistoryOf(TableEntity row) => row.GetString(HistoryColumn) is { } turns
        ? new(JsonSerializer.Deserialize(turns, CatalogJson.Default.IReadOnlyListWorkspaceTurn)!)
        : new([
            new(
                new DateTimeOffset(long.Parse(row.GetString(CreatedAtColumn), CultureInfo.InvariantCulture), TimeSpan.Zero),
                row.GetInt32(BuildNumberColumn)!.Value,
                row.GetGuid(BuildIdColumn)!.Value,
                row.GetGuid(TemplateColumn)!.Value),
        ]);

    private async Task<bool> TryApplyAsync(Guid workspace, IEnumerable<WorkspaceBuild> builds, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(workspace, cancellationToken);
        var before = known is null ? WorkspaceHistory.Unknown : HistoryOf(known);
        var history = before.With(builds);
        if (history == before)
        {
            return true;
        }

        var newest = history.Turns[^1];
        var row = new TableEntity(StorageKeys.Id(workspace), StorageKeys.WorkspaceTemplate)
        {
            [TemplateColumn] = newest.TemplateId,
            [CreatedAtColumn] = newest.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
            [BuildNumberColumn] = newest.BuildNumber,
            [BuildIdColumn] = newest.BuildId,
            [HistoryColumn] = JsonSerializer.Serialize(history.Turns, CatalogJson.Default.IReadOnlyListWorkspaceTurn),
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
