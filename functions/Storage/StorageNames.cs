namespace Insights.Functions.Storage;

/// <summary>Every table and queue, named in this one place. What is deployed is what is listed here.</summary>
public static class StorageNames
{
    /// <summary>Usage rows, by template and UTC day.</summary>
    public const string UsageTable = "usage";

    /// <summary>What the usage table holds, so that nothing has to be searched for.</summary>
    public const string IndexTable = "usageindex";

    /// <summary>Organizations, users, groups, templates and template versions.</summary>
    public const string CatalogTable = "catalog";

    /// <summary>Workspace builds, by template and month.</summary>
    public const string BuildsTable = "builds";

    /// <summary>The template of each workspace.</summary>
    public const string WorkspacesTable = "workspaces";

    /// <summary>The applications of each template, as its newest builds define them.</summary>
    public const string AppsTable = "apps";

    /// <summary>Erased users and the operations that erase them.</summary>
    public const string ErasuresTable = "erasures";

    /// <summary>API tokens, by their ids; of their secrets only digests.</summary>
    public const string TokensTable = "tokens";

    /// <summary>Browsers that are signed in; of their cookies only digests.</summary>
    public const string SessionsTable = "sessions";

    /// <summary>The roles of users.</summary>
    public const string RolesTable = "roles";

    /// <summary>Who may view which template.</summary>
    public const string AclsTable = "acls";

    /// <summary>Who changed what of the above, and erased whom.</summary>
    public const string AuditTable = "audit";

    /// <summary>What sources have done.</summary>
    public const string SourcesTable = "sources";

    /// <summary>Months in figures, of which usage itself is purged.</summary>
    public const string MonthsTable = "months";

    /// <summary>What people were told without asking.</summary>
    public const string NoticesTable = "notices";

    /// <summary>Who had which person shown, where people are not named.</summary>
    public const string RevealsTable = "reveals";

    /// <summary>Usage on its way into the table.</summary>
    public const string UsageQueue = "usage";

    /// <summary>Partitions to fold, settle or seal.</summary>
    public const string FoldQueue = "fold";

    /// <summary>Templates to purge of what is too old.</summary>
    public const string PurgeQueue = "purge";

    /// <summary>Steps of erasures.</summary>
    public const string EraseQueue = "erase";

    /// <summary>What the functions host appends to a queue's name for messages that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>All tables.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        UsageTable, IndexTable, CatalogTable, BuildsTable, WorkspacesTable, AppsTable, ErasuresTable, TokensTable, SessionsTable, RolesTable, AclsTable,
        AuditTable, SourcesTable, MonthsTable, NoticesTable, RevealsTable,
    ];

    /// <summary>All queues that are sent to; each also has its poison queue.</summary>
    public static IReadOnlyList<string> Queues { get; } = [UsageQueue, FoldQueue, PurgeQueue, EraseQueue];
}
