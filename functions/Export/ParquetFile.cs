using Parquet;

namespace Insights.Functions.Export;

/// <summary>What the files have in common.</summary>
internal static class ParquetFile
{
    /// <summary>How they are written: so that any reader reads them.</summary>
    public static ParquetOptions Options { get; } = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>What a file says of itself.</summary>
    public static Dictionary<string, string> MetadataOf(string folder) => new() { ["insights.schema"] = $"{folder}/{DayFiles.Version}" };

    /// <summary>A column that has one value.</summary>
    public static string[] Same(string value, int count)
    {
        var column = new string[count];
        Array.Fill(column, value);
        return column;
    }
}
