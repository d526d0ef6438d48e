using System.Text.Json.Nodes;

namespace Insights.Infra.Tests;

/// <summary>Names and tags of resources.</summary>
public sealed class NamingTests(InfraFixture infra)
{
    // https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-abbreviations
    private static readonly Dictionary<string, string> Abbreviations = new()
    {
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "id-",
        ["Microsoft.Storage/storageAccounts"] = "st",
        ["Microsoft.OperationalInsights/workspaces"] = "log-",
        ["Microsoft.Insights/components"] = "appi-",
        ["Microsoft.KeyVault/vaults"] = "kv-",
        ["Microsoft.Web/serverfarms"] = "asp-",
        ["Microsoft.Web/sites"] = "func-",
        ["Microsoft.Insights/actionGroups"] = "ag-",
        ["Microsoft.Network/virtualNetworks"] = "vnet-",
        ["Microsoft.Network/networkSecurityGroups"] = "nsg-",
        ["Microsoft.Network/privateEndpoints"] = "pep-",
    };

    // A workbook's name is a guid, a zone's is what it resolves, and for rules there is no abbreviation.
    private static readonly string[] Otherwise =
    [
        "Microsoft.Insights/workbooks", "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts", "Microsoft.Network/privateDnsZones",
    ];

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void A_resource_is_named_by_its_abbreviation_and_a_suffix_of_its_own(string file, bool token)
    {
        var resources = TopLevel(file, token).Where(resource => !Otherwise.Contains(Snapshot.TypeOf(resource))).ToArray();
        Assert.NotEmpty(resources);
        var suffix = ((string)infra.Snapshot(file, token).The("Microsoft.Web/sites")["name"]!).Split('-')[^1];
        Assert.Matches("^[a-z0-9]{13}$", suffix);
        Assert.All(resources, resource =>
        {
            var name = (string)resource["name"]!;
            Assert.True(Abbreviations.TryGetValue(Snapshot.TypeOf(resource), out var abbreviation), $"{Snapshot.TypeOf(resource)} has no abbreviation.");
            Assert.StartsWith(abbreviation, name, StringComparison.Ordinal);
            Assert.EndsWith(abbreviation == "kv-" ? suffix[..12] : suffix, name, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Every_resource_has_tags(string file, bool token) => Assert.All(TopLevel(file, token), resource =>
    {
        Assert.Equal("template-insights", (string?)resource["tags"]?["application"]);
        Assert.Equal("test", (string?)resource["tags"]?["environment"]);
        Assert.Equal("test", (string?)resource["tags"]?["azd-env-name"]);
    });

    [Fact]
    public void No_two_resources_have_one_name()
    {
        var ids = Ids(infra.Snapshot("production", token: true));
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    // A zone resolves the names of a service for all of them; each has its own records and its own link in it.
    [Fact]
    public void Two_environments_of_one_resource_group_share_zones_and_nothing_else()
    {
        var shared = Ids(infra.Snapshot("production", token: true)).Intersect(Ids(infra.OtherEnvironment), StringComparer.OrdinalIgnoreCase).ToArray();
        Assert.Equal(4, shared.Length);
        Assert.All(shared, id => Assert.Matches("'Microsoft.Network/privateDnsZones', ", id));
    }

    private IEnumerable<JsonNode> TopLevel(string file, bool token) => infra.Snapshot(file, token).Resources
        .Where(resource => Snapshot.TypeOf(resource).Count(c => c == '/') == 1 && Snapshot.TypeOf(resource) != "Microsoft.Authorization/roleAssignments");

    private static string[] Ids(Snapshot snapshot) => [.. snapshot.Resources.Select(resource => (string)resource["id"]!)];
}
