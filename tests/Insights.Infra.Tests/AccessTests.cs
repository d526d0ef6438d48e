using System.Text.RegularExpressions;

namespace Insights.Infra.Tests;

/// <summary>What the identity may do, and that nothing else is let in.</summary>
public sealed partial class AccessTests(InfraFixture infra)
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
    };

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void The_identity_has_the_roles_it_needs_where_it_needs_them_and_no_other(string file, bool token)
    {
        List<string> expected =
        [
            "Monitoring Metrics Publisher on Microsoft.Insights/components",
            "Storage Blob Data Owner on Microsoft.Storage/storageAccounts",
            "Storage Queue Data Contributor on Microsoft.Storage/storageAccounts",
            "Storage Table Data Contributor on Microsoft.Storage/storageAccounts",
        ];
        if (token)
        {
            expected.Insert(0, "Key Vault Secrets User on Microsoft.KeyVault/vaults");
        }

        var snapshot = infra.Snapshot(file, token);
        var identity = (string)snapshot.The("Microsoft.ManagedIdentity/userAssignedIdentities")["id"]!;
        var assignments = snapshot.Of("Microsoft.Authorization/roleAssignments").ToArray();
        Assert.Equal(expected, assignments.Select(assignment =>
        {
            var role = ((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1];
            var scope = Scope().Match((string)assignment["id"]!);
            Assert.Equal($"[reference('{identity}', '2024-11-30').principalId]", (string?)assignment["properties"]!["principalId"]);
            Assert.Equal("ServicePrincipal", (string?)assignment["properties"]!["principalType"]);
            Assert.True(Guid.TryParse((string?)assignment["name"], out _), "The name is not a guid that is known beforehand.");
            return $"{Roles[role]} on {scope.Groups["type"]}";
        }).Order(StringComparer.Ordinal));
        Assert.Equal(assignments.Length, assignments.Select(assignment => (string)assignment["name"]!).Distinct().Count());
    }

    [Fact]
    public void The_template_asks_no_service_for_a_key() =>
        Assert.DoesNotMatch(@"(?i)listkeys|listaccountsas|listservicesas|listsecrets|AccountKey=|SharedAccessSignature|InstrumentationKey", infra.TemplateText);

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Telemetry_is_taken_from_identities_only(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        Assert.True((bool)snapshot.The("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        var workspace = snapshot.The("Microsoft.OperationalInsights/workspaces");
        Assert.True((bool)workspace["properties"]!["features"]!["disableLocalAuth"]!);
        Assert.Equal((string?)workspace["id"], (string?)snapshot.The("Microsoft.Insights/components")["properties"]!["WorkspaceResourceId"]);
        Assert.InRange((int)workspace["properties"]!["workspaceCapping"]!["dailyQuotaGb"]!, 1, 10);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("production")]
    public void There_is_a_key_vault_only_for_a_bootstrap_token(string file)
    {
        var (without, with) = (infra.Snapshot(file, token: false), infra.Snapshot(file, token: true));
        Assert.DoesNotContain(without.Resources, resource => Snapshot.TypeOf(resource).StartsWith("Microsoft.KeyVault", StringComparison.Ordinal));
        Assert.Equal("", without.Settings["Insights__BootstrapToken"]);

        var vault = with.The("Microsoft.KeyVault/vaults");
        Assert.True((bool)vault["properties"]!["enableRbacAuthorization"]!);
        Assert.Equal(90, (int)vault["properties"]!["softDeleteRetentionInDays"]!);
        Assert.Equal(file == "production" ? true : null, (bool?)vault["properties"]!["enablePurgeProtection"]);
        var secret = with.The("Microsoft.KeyVault/vaults/secrets");
        Assert.Equal(
            $"@Microsoft.KeyVault(VaultName={vault["name"]};SecretName={Snapshot.LastName(secret)})", with.Settings["Insights__BootstrapToken"]);
        Assert.DoesNotContain(with.Resources, resource => resource.ToJsonString().Contains(InfraFixture.Secret, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"/providers/(?<type>[^/]+/[^/]+)/[^/]+/providers/Microsoft\.Authorization/roleAssignments/[^/]+$")]
    private static partial Regex Scope();
}
