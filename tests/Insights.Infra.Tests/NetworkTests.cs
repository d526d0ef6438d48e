using System.Text.Json.Nodes;

namespace Insights.Infra.Tests;

/// <summary>The private network, and that there is none where it is not asked for.</summary>
public sealed class NetworkTests(InfraFixture infra)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_private_network_closes_storage_and_vault_to_everybody_else(bool token)
    {
        var snapshot = infra.Snapshot("production", token);
        Assert.All(
            snapshot.Of("Microsoft.Storage/storageAccounts").Concat(snapshot.Of("Microsoft.KeyVault/vaults")),
            resource =>
            {
                Assert.Equal("Disabled", (string?)resource["properties"]!["publicNetworkAccess"]);
                Assert.Equal("Deny", (string?)resource["properties"]!["networkAcls"]!["defaultAction"]);
                Assert.Equal("None", (string?)resource["properties"]!["networkAcls"]!["bypass"]);
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_private_network_has_an_endpoint_and_a_zone_for_each_service_that_the_app_uses(bool token)
    {
        var snapshot = infra.Snapshot("production", token);
        string[] groups = token ? ["blob", "queue", "table", "vault"] : ["blob", "queue", "table"];
        var endpoints = snapshot.Of("Microsoft.Network/privateEndpoints").ToArray();
        Assert.Equal(groups, endpoints.Select(Group).Order(StringComparer.Ordinal));
        Assert.Equal(groups.Length, snapshot.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count());
        Assert.Equal(groups, snapshot.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
            .Select(zones => (string)Assert.Single(zones["properties"]!["privateDnsZoneConfigs"]!.AsArray())!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(endpoints, endpoint => Assert.Contains("endpointSubnetId", (string?)endpoint["properties"]!["subnet"]!["id"], StringComparison.Ordinal));
        Assert.Equal(groups.Select(ZoneOf).Order(StringComparer.Ordinal), snapshot.Of("Microsoft.Network/privateDnsZones").Select(Snapshot.LastName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_app_sends_from_a_subnet_of_its_own_in_a_private_network()
    {
        var snapshot = infra.Snapshot("production", token: false);
        Assert.Contains("outputs.appSubnetId", (string?)Subnet(snapshot), StringComparison.Ordinal);
        var subnets = snapshot.The("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();
        var delegations = Assert.Single(subnets, subnet => (string?)subnet!["name"] == "snet-app")!["properties"]!["delegations"]!.AsArray();
        Assert.Equal("Microsoft.App/environments", (string?)Assert.Single(delegations)!["properties"]!["serviceName"]);
        Assert.All(subnets, subnet => Assert.NotNull(subnet!["properties"]!["networkSecurityGroup"]!["id"]));
        Assert.Equal(subnets.Count, subnets.Select(subnet => (string)subnet!["properties"]!["addressPrefix"]!).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_a_private_network_there_is_nothing_of_it(bool token)
    {
        var snapshot = infra.Snapshot("main", token);
        Assert.DoesNotContain(snapshot.Resources, resource => Snapshot.TypeOf(resource).StartsWith("Microsoft.Network", StringComparison.Ordinal));
        Assert.Null(Subnet(snapshot));
        Assert.Equal("Enabled", (string?)snapshot.The("Microsoft.Storage/storageAccounts")["properties"]!["publicNetworkAccess"]);
    }

    private static string ZoneOf(string group) => group == "vault"
        ? "[format('privatelink{0}', replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.'))]"
        : $"[format('privatelink.{{0}}.{{1}}', '{group}', environment().suffixes.storage)]";

    private static JsonNode? Subnet(Snapshot snapshot) => snapshot.The("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"];

    private static string Group(JsonNode endpoint) =>
        (string)Assert.Single(Assert.Single(endpoint["properties"]!["privateLinkServiceConnections"]!.AsArray())!["properties"]!["groupIds"]!.AsArray())!;
}
