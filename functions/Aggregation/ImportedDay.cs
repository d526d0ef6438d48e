namespace Insights.Functions.Aggregation;

/// <summary>What an import of one day was.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Templates">How many templates it had usage of.</param>
/// <param name="Buckets">How many buckets were given.</param>
/// <param name="Rows">How many sealed rows were written; 0 when all of it was there already, or the day is older than usage is kept.</param>
public sealed record ImportedDay(DateOnly Day, int Templates, int Buckets, int Rows);
