namespace Insights.Coder.Database;

/// <summary>Everything that is read of Coder's database, in this one place. What is not listed is never read.</summary>
public static class Relations
{
    /// <summary>Reports of agents, every 30 seconds, kept about a day.</summary>
    public static readonly Relation AgentStats = new(
        "workspace_agent_stats",
        [
            "id", "created_at", "user_id", "agent_id", "workspace_id", "template_id", "connection_count", "connection_median_latency_ms",
            "session_counts", "session_count_vscode", "session_count_jetbrains", "session_count_reconnecting_pty", "session_count_ssh",
        ],
        Optional: ["session_counts", "session_count_vscode", "session_count_jetbrains", "session_count_reconnecting_pty", "session_count_ssh"]);

    /// <summary>Sessions in workspace apps; never deleted.</summary>
    public static readonly Relation AppStats = new(
        "workspace_app_stats",
        ["id", "user_id", "workspace_id", "agent_id", "access_method", "slug_or_port", "session_id", "session_started_at", "session_ended_at"]);

    /// <summary>Usage added up by half-hour; never deleted.</summary>
    public static readonly Relation UsageStats = new(
        "template_usage_stats",
        [
            "start_time", "template_id", "user_id", "usage_mins", "median_latency_ms", "app_usage_mins",
            "vscode_mins", "jetbrains_mins", "reconnecting_pty_mins", "ssh_mins", "sftp_mins",
        ],
        Optional: ["vscode_mins", "jetbrains_mins", "reconnecting_pty_mins", "ssh_mins", "sftp_mins"]);

    /// <summary>Minutes by session app of the half-hours, since they are no columns of them.</summary>
    public static readonly Relation UsageSessionApps = Whole("template_usage_stats_session_apps", "start_time", "template_id", "user_id", "app_name", "usage_mins");

    /// <summary>Workspaces.</summary>
    public static readonly Relation Workspaces = new("workspaces", ["id", "owner_id", "template_id", "name"]);

    /// <summary>Builds; the state of their provisioner is secret.</summary>
    public static readonly Relation Builds = new(
        "workspace_builds",
        ["id", "created_at", "workspace_id", "template_version_id", "build_number", "initiator_id", "job_id"],
        HoldsSecrets: true);

    /// <summary>What builds do to their workspaces, and what that costs: apart, so that a role from before it was read goes on without it.</summary>
    public static readonly Relation BuildEffects = new(
        "workspace_builds", ["transition", "daily_cost"], HoldsSecrets: true, Optional: ["transition", "daily_cost"]);

    /// <summary>Values of parameters.</summary>
    public static readonly Relation BuildParameters = new("workspace_build_parameters", ["workspace_build_id", "name", "value"]);

    /// <summary>Jobs of builds and versions; what they were given is secret.</summary>
    public static readonly Relation Jobs = new("provisioner_jobs", ["id", "updated_at", "completed_at"], HoldsSecrets: true);

    /// <summary>How jobs ended: apart, as what builds do.</summary>
    public static readonly Relation JobOutcomes = new("provisioner_jobs", ["job_status"], HoldsSecrets: true, Optional: ["job_status"]);

    /// <summary>Resources, between builds and agents.</summary>
    public static readonly Relation Resources = new("workspace_resources", ["id", "job_id"]);

    /// <summary>Agents; their tokens and environment are secret.</summary>
    public static readonly Relation Agents = new(
        "workspace_agents", ["id", "resource_id", "name", "created_at", "last_connected_at", "parent_id"], HoldsSecrets: true, Optional: ["parent_id"]);

    /// <summary>Apps of agents.</summary>
    public static readonly Relation Apps = new("workspace_apps", ["agent_id", "slug", "display_name", "icon", "created_at"]);

    /// <summary>Templates, and who may do what with them.</summary>
    public static readonly Relation Templates = new(
        "templates", ["id", "name", "display_name", "icon", "organization_id", "created_at", "user_acl", "group_acl"]);

    /// <summary>Versions of templates.</summary>
    public static readonly Relation Versions = new("template_versions", ["id", "template_id", "job_id", "updated_at"]);

    /// <summary>What versions let one choose.</summary>
    public static readonly Relation VersionParameters = new(
        "template_version_parameters",
        ["template_version_id", "name", "display_name", "type", "description", "default_value", "options", "display_order"]);

    /// <summary>Users; their passwords and addresses are never read.</summary>
    public static readonly Relation Users = new(
        "users",
        ["id", "username", "name", "avatar_url", "status", "created_at", "deleted", "rbac_roles", "is_system"],
        HoldsSecrets: true,
        Optional: ["is_system"]);

    /// <summary>Who users are at the issuer; the tokens beside are secret.</summary>
    public static readonly Relation UserLinks = new("user_links", ["user_id", "login_type", "linked_id", "claims"], HoldsSecrets: true);

    /// <summary>When users changed their status.</summary>
    public static readonly Relation StatusChanges = new("user_status_changes", ["user_id", "new_status", "changed_at"]);

    /// <summary>When users were deleted.</summary>
    public static readonly Relation Deletions = new("user_deleted", ["user_id", "deleted_at"]);

    /// <summary>Organizations.</summary>
    public static readonly Relation Organizations = new(
        "organizations",
        ["id", "name", "display_name", "is_default", "default_org_member_roles"],
        Optional: ["default_org_member_roles"]);

    /// <summary>Who is in which organization, as what.</summary>
    public static readonly Relation Members = new("organization_members", ["user_id", "organization_id", "roles"]);

    /// <summary>Groups.</summary>
    public static readonly Relation Groups = new("groups", ["id", "name", "display_name", "organization_id"]);

    /// <summary>Who is in which group.</summary>
    public static readonly Relation GroupMembers = new("group_members", ["user_id", "group_id"]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Relation> All { get; } =
    [
        AgentStats, AppStats, UsageStats, UsageSessionApps, Workspaces, Builds, BuildEffects, BuildParameters, Jobs, JobOutcomes, Resources, Agents, Apps, Templates, Versions,
        VersionParameters, Users, UserLinks, StatusChanges, Deletions, Organizations, Members, Groups, GroupMembers,
    ];

    private static Relation Whole(string table, params string[] columns) => new(table, columns, Optional: columns);
}
