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
        BodyField.Items(OrganizationsList, BodyField.Id("id").About("The organization.").Required, BodyField.Text("name").About("Its unique name.").AtMost(MaxNameLength).Required, BodyField.Text("display_name").About("Its name for people.").AtMost(MaxNameLength)).About("Organizations."),
        BodyField.Items(
            UsersList,
            BodyField.Id("id").About("The user.").Required,
            BodyField.Text("username").About("The unique name.").AtMost(MaxNameLength).Required,
            BodyField.Text("name").About("The name for people.").AtMost(MaxNameLength),
            BodyField.Text("oidc_subject").About("Who the user is at the issuer.").AtMost(MaxNameLength),
            BodyField.Text("avatar_url").About("The address of a picture.").AtMost(MaxUrlLength),
            BodyField.Choice("status", UserStatusName.All).About("The status."),
            BodyField.Time("status_changed_at").About("Since when the user has that status."),
            BodyField.Flag("deleted").About("Whether the user is deleted."),
            BodyField.Flag("is_system").About("Whether it is no person, such as the owner of prebuilt workspaces."),
            BodyField.Time("created_at").About("When the user was made."),
            BodyField.Ids("organization_ids").About("The organizations that the user is a member of.").AtMost(MaxOrganizations)).About("Users."),
        BodyField.Items(
            GroupsList,
            BodyField.Id("id").About("The group.").Required,
            BodyField.Text("name").About("Its name, unique in its organization.").AtMost(MaxNameLength).Required,
            BodyField.Text("display_name").About("Its name for people.").AtMost(MaxNameLength),
            BodyField.Id("organization_id").About("Its organization."),
            BodyField.Ids("members").About("The users in it.").AtMost(MaxMembers)).About("Groups, each with all of its members."),
        BodyField.Items(
            TemplatesList,
            BodyField.Id("id").About("The template.").Required,
            BodyField.Text("name").About("Its name, unique in its organization.").AtMost(MaxNameLength).Required,
            BodyField.Text("display_name").About("Its name for people.").AtMost(MaxNameLength),
            BodyField.Text("icon").About("The path or address of its icon.").AtMost(MaxUrlLength),
            BodyField.Id("organization_id").About("Its organization."),
            BodyField.Time("created_at").About("When it was made."),
            BodyField.Ids("use_user_ids").About("The users on its list of use.").AtMost(MaxUsers),
            BodyField.Ids("use_group_ids").About("The groups on its list of use.").AtMost(MaxUsers)).About("Templates."),
        BodyField.Items(
            VersionsList,
            BodyField.Id("id").About("The version.").Required,
            BodyField.Id("template_id").About("The template that it is of."),
            BodyField.Items(
                "parameters",
                BodyField.Text("name").About("The name of the parameter.").AtMost(MaxNameLength).Required,
                BodyField.Text("display_name").About("Its name for people.").AtMost(MaxNameLength),
                BodyField.Choice("type", ParameterType.All).About("Its type."),
                BodyField.Text("description").About("What it is for, in Markdown.").AtMost(MaxTextLength),
                BodyField.Text("default_value").About("Its default.").AtMost(MaxTextLength),
                BodyField.Items(
                    "options",
                    BodyField.Text("name").About("The name of the option for people.").AtMost(MaxNameLength),
                    BodyField.Text("description").About("What it means.").AtMost(MaxTextLength),
                    BodyField.Text("value").About("The value.").AtMost(MaxTextLength),
                    BodyField.Text("icon").About("The path or address of its icon.").AtMost(MaxUrlLength)).About("The values that it offers.").AtMost(MaxOptions)).About("The parameters that it defines.").AtMost(MaxParameters)).About("Versions of templates."));

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
