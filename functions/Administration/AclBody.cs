using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>A template's access control list, or a change of it: the permission of each user and group.</summary>
/// <param name="UserPerms">Of users.</param>
/// <param name="GroupPerms">Of groups; an organization's id stands for all its members.</param>
/// <param name="Origin">Who says so, where that is not somebody here.</param>
/// <param name="Warnings">What is odd about those to whom the change grants something; null when nothing is.</param>
internal sealed record AclBody(
    IReadOnlyDictionary<Guid, string> UserPerms,
    IReadOnlyDictionary<Guid, string> GroupPerms,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    public const string UsersName = "user_perms";
    public const string GroupsName = "group_perms";

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "AclChange",
        BodyField.Map(UsersName, BodyField.Choice("", [AclPermission.ViewInsights, AclPermission.Admin, AclPermission.None])).About("What users may, by their ids; empty takes one off the list."),
        BodyField.Map(GroupsName, BodyField.Choice("", [AclPermission.ViewInsights, AclPermission.Admin, AclPermission.None])).About("What groups may, by their ids; an organization's id stands for all its members. Empty takes one off the list."),
        OriginField.Schema);

    private static readonly string[] Permissions = [AclPermission.ViewInsights, AclPermission.Admin, AclPermission.None];

    public static AclBody Of(TemplateAcl list) => new(list.Users, list.Groups, list.Origin);

    /// <summary>Reads a change: who is not in it stays as he is.</summary>
    public static AclBody Read(JsonDocument body, Validation validation)
    {
        var item = JsonItem.OfBody(body, Schema, validation);
        item.OnlyFields();
        return new(ReadPermissions(item, UsersName), ReadPermissions(item, GroupsName), OriginField.Read(item));
    }

    /// <summary>A list after this change.</summary>
    public TemplateAcl ApplyTo(TemplateAcl list) =>
        list with { Users = Changed(list.Users, UserPerms), Groups = Changed(list.Groups, GroupPerms), Origin = Origin };

    private static Dictionary<Guid, string> Changed(IReadOnlyDictionary<Guid, string> known, IReadOnlyDictionary<Guid, string> change) =>
        known.Where(entry => !change.ContainsKey(entry.Key)).Concat(change).Where(entry => entry.Value != AclPermission.None)
            .OrderBy(entry => entry.Key).ToDictionary();

    private static Dictionary<Guid, string> ReadPermissions(JsonItem item, string name)
    {
        var permissions = new Dictionary<Guid, string>();
        foreach (var (id, value) in item.Map(name, TemplateAcl.MaxEntries))
        {
            var permission = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            if (!Guid.TryParseExact(id, "D", out var who))
            {
                item.Fail(name, $"must have UUIDs as names, but has \"{JsonItem.Shown(id)}\"");
            }
            else if (permission is null || !Permissions.Contains(permission))
            {
                item.Fail($"{name}.{id}", $"must be \"{AclPermission.ViewInsights}\", \"{AclPermission.Admin}\" or, to take it off, \"\", but is {JsonItem.Shown(value)}");
            }
            else
            {
                permissions[who] = permission;
            }
        }

        return permissions;
    }
}
