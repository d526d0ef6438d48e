using System.Text.Json.Nodes;
using Insights.Functions.Storage;

namespace Insights.Infra.Tests;

/// <summary>The storage account, its tables and its queues.</summary>
public sealed class StorageTests(InfraFixture infra)
{
    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_account_takes_identities_over_tls_and_nothing_else(string file, bool token)
    {
        var account = infra.Snapshot(file, token).The("Microsoft.Storage/storageAccounts")["properties"]!;
        Assert.False((bool)account["allowSharedKeyAccess"]!);
        Assert.False((bool)account["allowBlobPublicAccess"]!);
        Assert.False((bool)account["allowCrossTenantReplication"]!);
        Assert.True((bool)account["defaultToOAuthAuthentication"]!);
        Assert.True((bool)account["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)account["minimumTlsVersion"]);
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_tables_are_those_of_the_code(string file, bool token) =>
        Assert.Equal(
            StorageNames.Tables.Order(StringComparer.Ordinal),
            infra.Snapshot(file, token).Of("Microsoft.Storage/storageAccounts/tableServices/tables").Select(Snapshot.LastName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_queues_are_those_of_the_code_each_with_its_poison_queue(string file, bool token) =>
        Assert.Equal(
            StorageNames.Queues.SelectMany(queue => new[] { queue, queue + StorageNames.PoisonSuffix }).Order(StringComparer.Ordinal),
            infra.Snapshot(file, token).Of("Microsoft.Storage/storageAccounts/queueServices/queues").Select(Snapshot.LastName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_app_loads_its_package_from_the_one_container_which_is_private(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        var container = snapshot.The("Microsoft.Storage/storageAccounts/blobServices/containers");
        Assert.Equal("None", (string?)container["properties"]!["publicAccess"]);
        var storage = snapshot.The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!;
        Assert.Equal("blobContainer", (string?)storage["type"]);
        Assert.Contains($"'{Snapshot.LastName(container)}'", (string?)storage["value"], StringComparison.Ordinal);
        Assert.Contains((string)snapshot.The("Microsoft.Storage/storageAccounts")["name"]!, (string?)storage["value"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void What_is_deleted_or_overwritten_can_be_restored_for_a_week_at_least(string file, bool token)
    {
        var blobs = infra.Snapshot(file, token).The("Microsoft.Storage/storageAccounts/blobServices")["properties"]!;
        Assert.True((bool)blobs["isVersioningEnabled"]!);
        Assert.All(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"], policy =>
        {
            Assert.True((bool)blobs[policy]!["enabled"]!);
            Assert.InRange((int)blobs[policy]!["days"]!, 7, 365);
        });
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_lifecycle_deletes_former_versions_of_the_package_and_never_the_package(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        var container = Snapshot.LastName(snapshot.The("Microsoft.Storage/storageAccounts/blobServices/containers"));
        var rules = snapshot.The("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!["rules"]!.AsArray();
        var ofPackages = Assert.Single(rules, rule => Prefixes(rule!).Contains($"{container}/"))!;
        Assert.InRange((int)ofPackages["definition"]!["actions"]!["version"]!["delete"]!["daysAfterCreationGreaterThan"]!, 1, 365);
        Assert.All(rules, rule => Assert.Equal(["version"], rule!["definition"]!["actions"]!.AsObject().Select(action => action.Key)));
        Assert.All(rules, rule => Assert.NotEmpty(Prefixes(rule!)));
    }

    [Fact]
    public void A_container_that_days_are_exported_to_is_private_and_keeps_former_versions_for_a_day()
    {
        var container = Assert.Single(
            infra.OwnActionGroup.Of("Microsoft.Storage/storageAccounts/blobServices/containers"), one => Snapshot.LastName(one) == InfraFixture.ExportContainer);
        Assert.Equal("None", (string?)container["properties"]!["publicAccess"]);
        var rules = infra.OwnActionGroup.The("Microsoft.Storage/storageAccounts/managementPolicies")["properties"]!["policy"]!["rules"]!.AsArray();
        var rule = Assert.Single(rules, rule => Prefixes(rule!).SequenceEqual([$"{InfraFixture.ExportContainer}/"]))!;
        Assert.Equal(1, (int)rule["definition"]!["actions"]!["version"]!["delete"]!["daysAfterCreationGreaterThan"]!);
        Assert.Equal(InfraFixture.ExportContainer, infra.OwnActionGroup.Settings["Insights__Export__Container"]);
    }

    private static IEnumerable<string> Prefixes(JsonNode rule) =>
        rule["definition"]!["filters"]!["prefixMatch"]!.AsArray().Select(prefix => (string)prefix!);
}
