namespace Insights.Functions.Storage;

/// <summary>What a credential may be used for, as far as who it stands for may do it.</summary>
[Flags]
public enum TokenScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sending stats, builds and the catalog.</summary>
    Ingest = 1,

    /// <summary>Reading insights.</summary>
    Read = 2,

    /// <summary>Managing tokens, roles, access control lists, erasures.</summary>
    Admin = 4,

    /// <summary>Saying who has which roles and is on which list, as a source does.</summary>
    Catalog = 8,

    /// <summary>All of these.</summary>
    All = Ingest | Read | Admin | Catalog,
}
