using System.Text.Json.Serialization.Metadata;
using Insights.Coder.Items;

namespace Insights.Coder.Sending;

/// <summary>A list of items that ingest takes.</summary>
/// <param name="Route">The last part of its route.</param>
/// <param name="Name">Its name in the body.</param>
public abstract record IngestList(string Route, string Name)
{
    /// <summary>Reports of agents.</summary>
    public static readonly IngestList<AgentStat> AgentStats = new("agent-stats", "stats", ItemsJson.Default.AgentStat);

    /// <summary>Sessions in apps.</summary>
    public static readonly IngestList<AppStat> AppStats = new("app-stats", "stats", ItemsJson.Default.AppStat);

    /// <summary>Usage by half-hour.</summary>
    public static readonly IngestList<UsageBucket> UsageBuckets = new("usage-buckets", "buckets", ItemsJson.Default.UsageBucket);

    /// <summary>Builds.</summary>
    public static readonly IngestList<Build> Builds = new("workspace-builds", "builds", ItemsJson.Default.Build);

    /// <summary>Organizations.</summary>
    public static readonly IngestList<OrganizationItem> Organizations = new("catalog", "organizations", ItemsJson.Default.OrganizationItem);

    /// <summary>Users.</summary>
    public static readonly IngestList<UserItem> Users = new("catalog", "users", ItemsJson.Default.UserItem);

    /// <summary>Groups.</summary>
    public static readonly IngestList<GroupItem> Groups = new("catalog", "groups", ItemsJson.Default.GroupItem);

    /// <summary>Templates.</summary>
    public static readonly IngestList<TemplateItem> Templates = new("catalog", "templates", ItemsJson.Default.TemplateItem);

    /// <summary>Versions of templates.</summary>
    public static readonly IngestList<VersionItem> Versions = new("catalog", "template_versions", ItemsJson.Default.VersionItem);

    /// <summary>Roles of users.</summary>
    public static readonly IngestList<UserAccess> UserAccess = new("access", "users", ItemsJson.Default.UserAccess);

    /// <summary>Lists of templates.</summary>
    public static readonly IngestList<TemplateAccess> TemplateAccess = new("access", "templates", ItemsJson.Default.TemplateAccess);
}

/// <summary>A list of items of a type.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="Route">The last part of its route.</param>
/// <param name="Name">Its name in the body.</param>
/// <param name="Type">How its items are written.</param>
public sealed record IngestList<T>(string Route, string Name, JsonTypeInfo<T> Type) : IngestList(Route, Name);
