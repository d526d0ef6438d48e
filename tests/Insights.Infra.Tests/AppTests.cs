using System.Reflection;
using System.Text.Json.Nodes;
using Insights.Functions;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Infra.Tests;

/// <summary>The plan and the function app.</summary>
public sealed class AppTests(InfraFixture infra)
{
    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void It_is_a_flex_consumption_app_of_isolated_dotnet_10(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        var plan = snapshot.The("Microsoft.Web/serverfarms");
        Assert.Equal("FC1", (string?)plan["sku"]!["name"]);
        Assert.Equal("FlexConsumption", (string?)plan["sku"]!["tier"]);
        Assert.Equal((string?)plan["id"], (string?)App(file, token)["serverFarmId"]);
        var runtime = App(file, token)["functionAppConfig"]!["runtime"]!;
        Assert.Equal("dotnet-isolated", (string?)runtime["name"]);
        Assert.Equal("10.0", (string?)runtime["version"]);
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void It_answers_over_https_with_tls_1_2_or_later_only(string file, bool token)
    {
        Assert.True((bool)App(file, token)["httpsOnly"]!);
        var site = App(file, token)["siteConfig"]!;
        Assert.Equal("1.2", (string?)site["minTlsVersion"]);
        Assert.Equal("1.2", (string?)site["scmMinTlsVersion"]);
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Nobody_publishes_with_a_password(string file, bool token)
    {
        Assert.Equal("Disabled", (string?)App(file, token)["siteConfig"]!["ftpsState"]);
        var policies = infra.Snapshot(file, token).Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToDictionary(Snapshot.LastName);
        Assert.Equal(["ftp", "scm"], policies.Keys.Order(StringComparer.Ordinal));
        Assert.All(policies.Values, policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Its_health_is_asked_on_a_route_that_it_has(string file, bool token) =>
        Assert.Contains(((string)App(file, token)["siteConfig"]!["healthCheckPath"]!).TrimStart('/'), Functions
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route));

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void A_deployment_replaces_instances_in_turn(string file, bool token) =>
        Assert.Equal("RollingUpdate", (string?)App(file, token)["functionAppConfig"]!["siteUpdateStrategy"]!["type"]);

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void It_acts_as_the_one_identity_everywhere(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        var identity = (string)snapshot.The("Microsoft.ManagedIdentity/userAssignedIdentities")["id"]!;
        var app = snapshot.The("Microsoft.Web/sites");
        Assert.Equal("UserAssigned", (string?)app["identity"]!["type"]);
        Assert.Equal([identity], app["identity"]!["userAssignedIdentities"]!.AsObject().Select(assigned => assigned.Key));
        Assert.Equal(identity, (string?)app["properties"]!["keyVaultReferenceIdentity"]);
        var authentication = app["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!;
        Assert.Equal("UserAssignedIdentity", (string?)authentication["type"]);
        Assert.Equal(identity, (string?)authentication["userAssignedIdentityResourceId"]);
        Assert.Equal("managedidentity", snapshot.Settings["AzureWebJobsStorage__credential"]);
        Assert.All(
            [snapshot.Settings["AzureWebJobsStorage__clientId"], snapshot.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]],
            setting => Assert.Contains($"reference('{identity}', '2024-11-30').clientId", setting, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Instances_that_are_always_ready_are_of_requests_or_of_a_function_that_exists(string file, bool token)
    {
        var scale = App(file, token)["functionAppConfig"]!["scaleAndConcurrency"]!;
        var known = Functions.Select(method => $"function:{method.GetCustomAttribute<FunctionAttribute>()!.Name}").Append("http").ToHashSet();
        var ready = scale["alwaysReady"]!.AsArray();
        Assert.All(ready, group => Assert.Contains((string)group!["name"]!, known));
        Assert.Equal(file == "production" ? 2 : 0, ready.Count);
        Assert.Equal(100, (int)scale["triggers"]!["http"]!["perInstanceConcurrency"]!);
        Assert.Equal(100, (int)scale["maximumInstanceCount"]!);
        Assert.Equal(2048, (int)scale["instanceMemoryMB"]!);
    }

    // Each has instances of its own, which zones double and bill: the descriptions say how many there are.
    [Fact]
    public void There_are_nine_groups_of_functions_that_scale_by_themselves_and_four_that_settings_ask_for()
    {
        var alone = Functions.Count(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(QueueTriggerAttribute)) || parameter.IsDefined(typeof(TimerTriggerAttribute))));
        Assert.Equal(9 + 4, alone + 1);
        Assert.Contains("nine groups of functions, and up to four more where a Coder is followed, days are exported and a webhook is told,", (string?)infra.Template["parameters"]!["zoneRedundantPlan"]!["metadata"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_developer_cli_finds_the_app_by_the_name_of_its_service()
    {
        var tag = (string)infra.Snapshot("main", token: false).The("Microsoft.Web/sites")["tags"]!["azd-service-name"]!;
        Assert.Matches($@"(?m)^services:\n  {tag}:\n", Repository.Read("azure.yaml"));
    }

    private static IEnumerable<MethodInfo> Functions => typeof(InsightsServices).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)));

    private JsonNode App(string file, bool token) => infra.Snapshot(file, token).The("Microsoft.Web/sites")["properties"]!;
}
