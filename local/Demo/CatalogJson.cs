using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>The catalog on the wire.</summary>
internal static class CatalogJson
{
    /// <summary>
    /// The bodies to post in order. The first has everything, with every user's first status; each of the others has the users whose status
    /// changed once more, for the catalog keeps the changes it is told of and no body tells of two.
    /// </summary>
    public static IEnumerable<(int Items, byte[] Body)> Bodies(DemoDeployment deployment)
    {
        for (var round = 0; deployment.Users.Any(user => user.Life.Changes.Length > round); round++)
        {
            yield return Body(deployment, round);
        }
    }

    private static (int Items, byte[] Body) Body(DemoDeployment deployment, int round)
    {
        var users = deployment.Users.Where(user => user.Life.Changes.Length > round).ToArray();
        var templates = round == 0 ? deployment.Templates : [];
        using var buffer = new MemoryStream();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        WriteList(json, "organizations", round == 0 ? DemoOrganization.All : [], WriteOrganization);
        WriteList(json, "users", users, (json, user) => WriteUser(json, user, user.Life.Changes[round]));
        WriteList(json, "templates", templates, WriteTemplate);
        var versions = templates.SelectMany(template => template.Versions.Select(version => (template, version)));
        WriteList(json, "template_versions", versions, (json, item) => WriteVersion(json, item.template, item.version));
        json.WriteEndObject();
        json.Flush();
        return (users.Length + templates.Count, buffer.ToArray());
    }

    private static void WriteOrganization(Utf8JsonWriter json, DemoOrganization organization)
    {
        json.WriteString("id", organization.Id);
        json.WriteString("name", organization.Name);
        json.WriteString("display_name", organization.DisplayName);
    }

    private static void WriteUser(Utf8JsonWriter json, DemoUser user, StatusChange change)
    {
        json.WriteString("id", user.Id);
        json.WriteString("username", user.Username);
        json.WriteString("name", user.Name);
        json.WriteString("oidc_subject", "demo|" + user.Username);
        json.WriteString("avatar_url", user.AvatarUrl);
        json.WriteString("status", change.Status);
        json.WriteString("status_changed_at", change.At);
        json.WriteBoolean("deleted", change.Deleted);
        json.WriteString("created_at", user.Life.CreatedAt);
        json.WriteStartArray("organization_ids");
        foreach (var organization in user.Organizations)
        {
            json.WriteStringValue(organization.Id);
        }

        json.WriteEndArray();
    }

    private static void WriteTemplate(Utf8JsonWriter json, DemoTemplate template)
    {
        json.WriteString("id", template.Id);
        json.WriteString("name", template.Name);
        json.WriteString("display_name", template.DisplayName);
        json.WriteString("icon", template.Icon);
        json.WriteString("organization_id", template.Organization.Id);
        json.WriteString("created_at", template.CreatedAt);
    }

    private static void WriteVersion(Utf8JsonWriter json, DemoTemplate template, DemoTemplateVersion version)
    {
        json.WriteString("id", version.Id);
        json.WriteString("template_id", template.Id);
        WriteList(json, "parameters", version.Parameters, WriteParameter);
    }

    private static void WriteParameter(Utf8JsonWriter json, DemoParameter parameter)
    {
        json.WriteString("name", parameter.Name);
        json.WriteString("display_name", parameter.DisplayName);
        json.WriteString("type", parameter.Type);
        json.WriteString("description", parameter.Description);
        json.WriteString("default_value", parameter.DefaultValue);
        WriteList(json, "options", parameter.Options, WriteOption);
    }

    private static void WriteOption(Utf8JsonWriter json, DemoOption option)
    {
        json.WriteString("name", option.Name);
        json.WriteString("description", option.Description);
        json.WriteString("value", option.Value);
        json.WriteString("icon", option.Icon);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> writeProperties)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeProperties(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
