using System.Text.Json;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Ingest;

/// <summary>What a catalog request says.</summary>
/// <param name="Organizations">Organizations.</param>
/// <param name="Users">Users.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Templates">Templates.</param>
/// <param name="TemplateVersions">Template versions.</param>
internal sealed record CatalogItems(
    IReadOnlyList<Organization> Organizations,
    IReadOnlyList<UserUpdate> Users,
    IReadOnlyList<Group> Groups,
    IReadOnlyList<Template> Templates,
    IReadOnlyList<TemplateVersion> TemplateVersions)
{
    /// <summary>The list of users.</summary>
    public const string UsersList = "users";

    /// <summary>The list of templates.</summary>
    public const string TemplatesList = "templates";

    private const string OrganizationsList = "organizations";
    private const string GroupsList = "groups";
    private const string VersionsList = "template_versions";

    private const int MaxNameLength = 256;
    private const int MaxTextLength = 16 * 1024;
    private const int MaxUrlLength = 2048;
    private const int MaxStatusLength = 64;
    private const int MaxTypeLength = 64;
    private const int MaxOrganizations = 1000;
    private const int MaxUsers = 5000;
    private const int MaxMembers = 20_000;
    private const int MaxParameters = 1000;
    private const int MaxOptions = 1000;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "CatalogItems",
        BodyField.Items(OrganizationsList, BodyField.Id("id").Required, BodyField.Text("name").AtMost(MaxNameLength).Required, BodyField.Text("display_name").AtMost(MaxNameLength)),
        BodyField.Items(
            UsersList,
            BodyField.Id("id").Required,
            BodyField.Text("username").AtMost(MaxNameLength).Required,
            BodyField.Text("name").AtMost(MaxNameLength),
            BodyField.Text("oidc_subject").AtMost(MaxNameLength),
            BodyField.Text("avatar_url").AtMost(MaxUrlLength),
            BodyField.Choice("status", UserStatusName.All),
            BodyField.Time("status_changed_at"),
            BodyField.Flag("deleted"),
            BodyField.Flag("is_system"),
            BodyField.Time("created_at"),
            BodyField.Ids("organization_ids").AtMost(MaxOrganizations)),
        BodyField.Items(
            GroupsList,
            BodyField.Id("id").Required,
            BodyField.Text("name").AtMost(MaxNameLength).Required,
            BodyField.Text("display_name").AtMost(MaxNameLength),
            BodyField.Id("organization_id"),
            BodyField.Ids("members").AtMost(MaxMembers)),
        BodyField.Items(
            TemplatesList,
            BodyField.Id("id").Required,
            BodyField.Text("name").AtMost(MaxNameLength).Required,
            BodyField.Text("display_name").AtMost(MaxNameLength),
            BodyField.Text("icon").AtMost(MaxUrlLength),
            BodyField.Id("organization_id"),
            BodyField.Time("created_at"),
            BodyField.Ids("use_user_ids").AtMost(MaxUsers),
            BodyField.Ids("use_group_ids").AtMost(MaxUsers)),
        BodyField.Items(
            VersionsList,
            BodyField.Id("id").Required,
            BodyField.Id("template_id"),
            BodyField.Items(
                "parameters",
                BodyField.Text("name").AtMost(MaxNameLength).Required,
                BodyField.Text("display_name").AtMost(MaxNameLength),
                BodyField.Choice("type", ParameterType.All),
                BodyField.Text("description").AtMost(MaxTextLength),
                BodyField.Text("default_value").AtMost(MaxTextLength),
                BodyField.Items(
                    "options",
                    BodyField.Text("name").AtMost(MaxNameLength),
                    BodyField.Text("description").AtMost(MaxTextLength),
                    BodyField.Text("value").AtMost(MaxTextLength),
                    BodyField.Text("icon").AtMost(MaxUrlLength)).AtMost(MaxOptions)).AtMost(MaxParameters)));

    /// <summary>How many items there are.</summary>
    public int Count => Organizations.Count + Users.Count + Groups.Count + Templates.Count + TemplateVersions.Count;

    /// <summary>The items of a body; each list may be left out.</summary>
    public static CatalogItems Read(JsonElement body, EventTime bounds, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, OrganizationsList, UsersList, GroupsList, TemplatesList, VersionsList);
        var nested = new NestedItems();
        return new(
            [.. ItemList.Of(body, Schema, OrganizationsList, validation).Select(ReadOrganization)],
            [.. ItemList.Of(body, Schema, UsersList, validation).Select(item => ReadUser(item, bounds))],
            [.. ItemList.Of(body, Schema, GroupsList, validation).Select(ReadGroup)],
            [.. ItemList.Of(body, Schema, TemplatesList, validation).Select(item => ReadTemplate(item, bounds))],
            [.. ItemList.Of(body, Schema, VersionsList, validation).Select(item => ReadVersion(item, nested))]);
    }

    private static Organization ReadOrganization(JsonItem item) => new(
        item.Id("id"), item.Text("name", MaxNameLength), item.OptionalText("display_name", MaxNameLength) ?? "");

    private static UserUpdate ReadUser(JsonItem item, EventTime bounds) => new()
    {
        Id = item.Id("id"),
        Username = item.Text("username", MaxNameLength),
        Name = item.OptionalText("name", MaxNameLength),
        OidcSubject = item.OptionalText("oidc_subject", MaxNameLength),
        AvatarUrl = item.OptionalText("avatar_url", MaxUrlLength),
        Status = ReadStatus(item),
        StatusChangedAt = ReadTime(item, "status_changed_at", bounds),
        Deleted = item.OptionalFlag("deleted"),
        IsSystem = item.OptionalFlag("is_system"),
        CreatedAt = ReadTime(item, "created_at", bounds),
        OrganizationIds = item.OptionalIds("organization_ids", MaxOrganizations),
    };

    // What is left out, or empty as Go leaves it, stays as it is.
    private static UserStatus? ReadStatus(JsonItem item)
    {
        if (item.OptionalText("status", MaxStatusLength) is not { Length: > 0 } text)
        {
            return null;
        }

        var status = UserStatusName.Parse(text);
        if (status is null)
        {
            item.Fail("status", $"must be one of {string.Join(", ", UserStatusName.All)}, but is \"{JsonItem.Shown(text)}\"");
        }

        return status;
    }

    private static DateTimeOffset? ReadTime(JsonItem item, string name, EventTime bounds)
    {
        if (item.OptionalSetTime(name)?.ToUniversalTime() is not { } time)
        {
            return null;
        }

        bounds.CheckAhead(item, name, time);
        return time;
    }

    private static Group ReadGroup(JsonItem item)
    {
        var group = new Group(
            item.Id("id"),
            item.Text("name", MaxNameLength),
            item.OptionalText("display_name", MaxNameLength) ?? "",
            item.OptionalId("organization_id"),
            item.OptionalIds("members", MaxMembers) ?? []);
        ItemLength.Check(item, group, CatalogJson.Default.Group);
        return group;
    }

    private static Template ReadTemplate(JsonItem item, EventTime bounds)
    {
        var template = new Template(
            item.Id("id"),
            item.Text("name", MaxNameLength),
            item.OptionalText("display_name", MaxNameLength) ?? "",
            item.OptionalText("icon", MaxUrlLength) ?? "",
            item.OptionalId("organization_id"),
            ReadTime(item, "created_at", bounds));
        var (users, groups) = (item.OptionalIds("use_user_ids", MaxUsers), item.OptionalIds("use_group_ids", MaxUsers));
        template = users is null && groups is null ? template : template with { UsableBy = new TemplateUsers(users ?? [], groups ?? []) };
        ItemLength.Check(item, template, CatalogJson.Default.Template);
        return template;
    }

    private static TemplateVersion ReadVersion(JsonItem item, NestedItems nested)
    {
        nested.Count(item, "parameters");
        var version = new TemplateVersion(
            item.Id("id"),
            item.OptionalId("template_id"),
            [.. item.Items("parameters", MaxParameters).Select(parameter => ReadParameter(parameter, nested))]);
        ItemLength.Check(item, version, CatalogJson.Default.TemplateVersion);
        return version;
    }

    private static ParameterDefinition ReadParameter(JsonItem item, NestedItems nested)
    {
        nested.Count(item, "options");
        return new(
            item.Text("name", MaxNameLength),
            item.OptionalText("display_name", MaxNameLength) ?? "",
            ReadType(item),
            item.OptionalText("description", MaxTextLength) ?? "",
            [.. item.Items("options", MaxOptions).Select(ReadOption)],
            item.OptionalText("default_value", MaxTextLength));
    }

    // Figures are grouped by it.
    private static string ReadType(JsonItem item)
    {
        if (item.OptionalText("type", MaxTypeLength) is not { Length: > 0 } text)
        {
            return "";
        }

        var type = ParameterType.Parse(text);
        if (type is null)
        {
            item.Fail("type", $"must be one of {string.Join(", ", ParameterType.All)}, but is \"{JsonItem.Shown(text)}\"");
        }

        return type ?? "";
    }

    private static ParameterOption ReadOption(JsonItem item) => new(
        item.OptionalText("name", MaxNameLength) ?? "",
        item.OptionalText("description", MaxTextLength) ?? "",
        item.OptionalText("value", MaxTextLength) ?? "",
        item.OptionalText("icon", MaxUrlLength) ?? "");
}
