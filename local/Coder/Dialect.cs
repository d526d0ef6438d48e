namespace Insights.Local.Coder;

/// <summary>How Coder counts sessions.</summary>
public enum Dialect
{
    /// <summary>In a column for each of four apps.</summary>
    Columns,

    /// <summary>By name, in one column; added up in a table of its own.</summary>
    Names,
}
