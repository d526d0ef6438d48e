namespace Insights.Functions.Insights.Tags;

/// <summary>What of the catalog an answer is made from.</summary>
[Flags]
internal enum ReportParts
{
    /// <summary>Nothing but who is a system user.</summary>
    None = 0,

    /// <summary>Users, such as their names.</summary>
    Users = 1,

    /// <summary>Templates, such as their names and organizations.</summary>
    Templates = 1 << 1,

    /// <summary>Groups, and who is in them.</summary>
    Groups = 1 << 2,

    /// <summary>Organizations.</summary>
    Organizations = 1 << 3,

    /// <summary>The applications of the templates.</summary>
    Apps = 1 << 4,
}
