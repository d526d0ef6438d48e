using Azure;
using Azure.Data.Tables;
using Insights.Coder.State;

namespace Insights.Functions.Storage;

/// <summary>What sources have done, so that each goes on where it was and anybody can see how it is.</summary>
public sealed class SourceTable(TableServiceClient tables)
{
    private const string OwnerColumn = "owner";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.SourcesTable);

    /// <summary>The state of a source, its revision, and whose it is (null: nobody's yet); null when nothing is known of it.</summary>
    public async Task<(SourceState State, string Revision, string? Owner)?> FindAsync(Guid source, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Sources, StorageKeys.Id(source), cancellationToken: cancellationToken);
        return row.HasValue ? (TableRows.Of(row.Value!, StateJson.Default.SourceState), row.Value!.ETag.ToString(), row.Value!.GetString(OwnerColumn)) : null;
    }

    /// <summary>The states of all sources.</summary>
    public async Task<IReadOnlyList<SourceState>> GetAsync(CancellationToken cancellationToken)
    {
        var states = new List<SourceState>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == StorageKeys.Sources, cancellationToken: cancellationToken))
        {
            states.Add(TableRows.Of(row, StateJson.Default.SourceState));
        }

        return states;
    }

    /// <summary>
    /// Stores the state of a source as its owner's (null: nobody's), unless somebody else has since <paramref name="revision"/> (null: since there was none).
    /// </summary>
    /// <returns>Its revision then; null when somebody else has.</returns>
    public async Task<string?> TryPutAsync(SourceState state, string? revision, string? owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var row = TableRows.ToEntity(StorageKeys.Sources, StorageKeys.Id(state.Id), state, StateJson.Default.SourceState);
        if (owner is not null)
        {
            row[OwnerColumn] = owner;
        }

        try
        {
            var answer = revision is null
                ? await _table.AddEntityAsync(row, cancellationToken)
                : await _table.UpdateEntityAsync(row, new ETag(revision), TableUpdateMode.Replace, cancellationToken);
            return answer.Headers.ETag!.Value.ToString();
        }
        catch (RequestFailedException e) when (TableRows.IsConflict(e))
        {
            return null;
        }
    }
}
