using Azure.Data.Tables;

namespace Insights.Functions.Storage;

/// <summary>
/// The months that are kept in figures: a partition for each scope, a row for each month. A row is written once, before anything of its
/// month is purged, from usage to which nothing can come any more; writing it again would write the same.
/// </summary>
public sealed class MonthTable(TableServiceClient tables)
{
    private const string DoneColumn = "done_before";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.MonthsTable);

    /// <summary>Stores the figures of a month.</summary>
    public Task PutAsync(DateOnly month, IEnumerable<(MonthScope Scope, KeptMonth Figures)> scopes, CancellationToken cancellationToken) => TableRows.UpsertAsync(
        _table,
        scopes.Select(one => TableRows.ToEntity(one.Scope.Key, StorageKeys.Month(month), one.Figures, MonthJson.Default.KeptMonth)),
        cancellationToken);

    /// <summary>The figures of the months from one to before another, as far as there are any, in order.</summary>
    /// <exception cref="InvalidDataException">A row is of a version that this release does not know.</exception>
    public async Task<IReadOnlyList<(DateOnly Month, KeptMonth Figures)>> GetAsync(
        MonthScope scope, DateOnly first, DateOnly end, CancellationToken cancellationToken)
    {
        var found = new List<(DateOnly, KeptMonth)>();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {scope.Key} and RowKey ge {StorageKeys.Month(first)} and RowKey lt {StorageKeys.Month(end)}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var figures = TableRows.Of(row, MonthJson.Default.KeptMonth);
            found.Add(figures.Version == KeptMonth.CurrentVersion
                ? (StorageKeys.ParseMonth(row.RowKey), figures)
                : throw new InvalidDataException($"The month {row.RowKey} of {scope.Key} is of version {figures.Version}; this release reads version {KeptMonth.CurrentVersion}."));
        }

        return found;
    }

    /// <summary>Before which month all that is to be kept is stored; null while none is.</summary>
    public async Task<DateOnly?> GetDoneBeforeAsync(CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.MonthsDone, StorageKeys.MonthsDone, cancellationToken: cancellationToken);
        return row.HasValue ? StorageKeys.ParseMonth(row.Value!.GetString(DoneColumn)) : null;
    }

    /// <summary>Notes before which month all is stored, or that none is kept any more.</summary>
    public Task SetDoneBeforeAsync(DateOnly? month, CancellationToken cancellationToken) => month is { } first
        ? _table.UpsertEntityAsync(
            new TableEntity(StorageKeys.MonthsDone, StorageKeys.MonthsDone) { [DoneColumn] = StorageKeys.Month(first) }, TableUpdateMode.Replace, cancellationToken)
        : _table.DeleteEntityAsync(StorageKeys.MonthsDone, StorageKeys.MonthsDone, cancellationToken: cancellationToken);

    /// <summary>Deletes the months before one.</summary>
    public async Task TrimAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var rows = _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey lt {StorageKeys.Month(month)}"),
            select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            await TableRows.DeleteAsync(_table, row.PartitionKey, [row.RowKey], cancellationToken);
        }
    }
}
