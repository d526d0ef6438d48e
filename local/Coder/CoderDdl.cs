namespace Insights.Local.Coder;

/// <summary>
/// The part of a Coder's database that matters here: its tables with the columns that are read, some that must not be, and the indexes that
/// plans depend on, and no others. It is in a schema of its own, as Coder lets one have it.
/// </summary>
internal static class CoderDdl
{
    /// <summary>The schema that the tables are in.</summary>
    public const string Schema = "coder";

    private const string Common = """
        create schema coder;
        alter role postgres set search_path = coder;
        create type coder.user_status as enum ('active', 'suspended', 'dormant');
        create type coder.login_type as enum ('password', 'github', 'oidc', 'token', 'none');
        create type coder.workspace_transition as enum ('start', 'stop', 'delete');
        create type coder.provisioner_job_status as enum ('pending', 'running', 'succeeded', 'canceling', 'canceled', 'failed', 'unknown');
        set search_path = coder;

        create table workspace_app_stats (
            id bigserial primary key, user_id uuid not null, workspace_id uuid not null, agent_id uuid not null, access_method text not null,
            slug_or_port text not null, session_id uuid not null, session_started_at timestamptz not null, session_ended_at timestamptz not null,
            requests integer not null, unique (user_id, agent_id, session_id));
        create index on workspace_app_stats (workspace_id);

        create table workspaces (
            id uuid primary key, created_at timestamptz not null default now(), owner_id uuid not null, organization_id uuid not null,
            template_id uuid not null, deleted boolean not null default false, name varchar(64) not null, updated_at timestamptz not null default now());
        create table workspace_builds (
            id uuid primary key, created_at timestamptz not null, updated_at timestamptz not null default now(), workspace_id uuid not null,
            template_version_id uuid not null, build_number integer not null, transition workspace_transition not null default 'start',
            initiator_id uuid not null, provisioner_state bytea default 'secret', job_id uuid not null unique, daily_cost integer not null default 0, unique (workspace_id, build_number));
        create table workspace_build_parameters (
            workspace_build_id uuid not null, name text not null, value text not null, unique (workspace_build_id, name));
        create table provisioner_jobs (
            id uuid primary key, created_at timestamptz not null default now(), updated_at timestamptz not null, completed_at timestamptz, error text not null default '', input jsonb not null default '{"secret": 1}',
            job_status provisioner_job_status not null generated always as (case when completed_at is null then 'running'::provisioner_job_status
                when error <> '' then 'failed'::provisioner_job_status else 'succeeded'::provisioner_job_status end) stored);
        create table workspace_resources (id uuid primary key, created_at timestamptz not null default now(), job_id uuid not null);
        create index on workspace_resources (job_id);
        create table workspace_agents (
            id uuid primary key, created_at timestamptz not null, resource_id uuid not null, name varchar(64) not null, last_connected_at timestamptz,
            auth_token uuid not null default gen_random_uuid(), environment_variables jsonb, parent_id uuid, deleted boolean not null default false);
        create index on workspace_agents (resource_id);
        create table workspace_apps (
            id uuid primary key, created_at timestamptz not null, agent_id uuid not null, display_name varchar(64) not null, icon varchar(256) not null,
            slug text not null, unique (agent_id, slug));

        create table templates (
            id uuid primary key, created_at timestamptz not null, organization_id uuid not null, deleted boolean not null default false, name varchar(64) not null,
            active_version_id uuid, user_acl jsonb not null default '{}', group_acl jsonb not null default '{}', display_name varchar(64) not null default '',
            icon varchar(256) not null default '');
        create table template_versions (
            id uuid primary key, template_id uuid, created_at timestamptz not null, updated_at timestamptz not null, job_id uuid not null);
        create table template_version_parameters (
            template_version_id uuid not null, name text not null, description text not null, type text not null, default_value text not null, options jsonb not null default '[]',
            display_name text not null default '', display_order integer not null default 0, unique (template_version_id, name));

        create table users (
            id uuid primary key, email text not null default 'secret', username text not null, hashed_password bytea not null default 'secret', created_at timestamptz not null,
            updated_at timestamptz not null, status user_status not null default 'active', rbac_roles text[] not null default '{}', login_type login_type not null default 'password',
            avatar_url text not null default '', deleted boolean not null default false, name text not null default '', is_system boolean not null default false);
        create table user_links (
            user_id uuid not null, login_type login_type not null, linked_id text not null default '', oauth_access_token text not null default 'secret',
            claims jsonb not null default '{}', primary key (user_id, login_type));
        create table user_status_changes (id uuid primary key default gen_random_uuid(), user_id uuid not null, new_status user_status not null, changed_at timestamptz not null);
        create index on user_status_changes (changed_at);
        create table user_deleted (id uuid primary key default gen_random_uuid(), user_id uuid not null, deleted_at timestamptz not null);
        create index on user_deleted (deleted_at);
        create function record_status() returns trigger language plpgsql as $$
        begin
            if tg_op = 'INSERT' or old.status is distinct from new.status then
                insert into user_status_changes (user_id, new_status, changed_at) values (new.id, new.status, new.updated_at);
            end if;
            if tg_op = 'UPDATE' and new.deleted and not old.deleted then
                insert into user_deleted (user_id, deleted_at) values (new.id, new.updated_at);
            end if;
            return new;
        end $$;
        create trigger record_status after insert or update on users for each row execute function record_status();

        create table organizations (
            id uuid primary key, name text not null, display_name text not null, is_default boolean not null default false, deleted boolean not null default false);
        create table organization_members (user_id uuid not null, organization_id uuid not null, roles text[] not null default '{}', primary key (organization_id, user_id));
        create table groups (id uuid primary key, name text not null, organization_id uuid not null, display_name text not null default '');
        create table group_members (user_id uuid not null, group_id uuid not null, unique (user_id, group_id));
        """;

    private static string Stats(string countColumns, string countColumn, string minuteColumns) => $$"""
        create table workspace_agent_stats (
            id uuid primary key, created_at timestamptz not null, user_id uuid not null, agent_id uuid not null, workspace_id uuid not null, template_id uuid not null,
            connections_by_proto jsonb not null default '{}', connection_count bigint not null default 0, connection_median_latency_ms double precision not null default -1,
            usage boolean not null default false, {{countColumns}});
        create index idx_agent_stats_created_at on workspace_agent_stats (created_at);
        create index on workspace_agent_stats (user_id);
        create index on workspace_agent_stats (template_id, created_at, user_id) include ({{countColumn}}, connection_median_latency_ms) where connection_count > 0;
        create table template_usage_stats (
            start_time timestamptz not null, end_time timestamptz not null, template_id uuid not null, user_id uuid not null, median_latency_ms real, usage_mins smallint not null,
            {{minuteColumns}} app_usage_mins jsonb, primary key (start_time, template_id, user_id));
        """;

    private const string SessionApps = """
        create table template_usage_stats_session_apps (
            start_time timestamptz not null, template_id uuid not null, user_id uuid not null, app_name text not null, usage_mins smallint not null,
            primary key (start_time, user_id, template_id, app_name));
        """;

    private const string CountColumns = "session_count_vscode bigint not null default 0, session_count_jetbrains bigint not null default 0, "
        + "session_count_reconnecting_pty bigint not null default 0, session_count_ssh bigint not null default 0";

    private const string MinuteColumns = "ssh_mins smallint not null default 0, sftp_mins smallint not null default 0, reconnecting_pty_mins smallint not null default 0, "
        + "vscode_mins smallint not null default 0, jetbrains_mins smallint not null default 0,";

    /// <summary>What changes the tables of the older dialect to those of the newer one, as an upgrade does.</summary>
    public const string Upgrade = """
        set search_path = coder;
        alter table workspace_agent_stats add column session_counts jsonb not null default '{}';
        update workspace_agent_stats set session_counts = coalesce((
            select jsonb_object_agg(app, count) from (values ('vscode', session_count_vscode), ('jetbrains', session_count_jetbrains),
                ('reconnecting_pty', session_count_reconnecting_pty), ('ssh', session_count_ssh)) as counts (app, count) where count > 0), '{}');
        alter table workspace_agent_stats drop column session_count_vscode, drop column session_count_jetbrains,
            drop column session_count_reconnecting_pty, drop column session_count_ssh;
        """ + SessionApps + """
        insert into template_usage_stats_session_apps
            select start_time, template_id, user_id, app, mins from template_usage_stats,
                lateral (values ('vscode', vscode_mins), ('jetbrains', jetbrains_mins), ('reconnecting_pty', reconnecting_pty_mins), ('ssh', ssh_mins), ('sftp', sftp_mins)) as minutes (app, mins)
            where mins > 0;
        alter table template_usage_stats drop column ssh_mins, drop column sftp_mins, drop column reconnecting_pty_mins, drop column vscode_mins, drop column jetbrains_mins;
        """;

    /// <summary>The statements that make the tables.</summary>
    public static string Of(Dialect dialect) => Common + (dialect == Dialect.Columns
        ? Stats(CountColumns, "session_count_vscode", MinuteColumns)
        : Stats("session_counts jsonb not null default '{}'", "session_counts", "") + SessionApps);
}
