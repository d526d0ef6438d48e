using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions.Telemetry;

namespace Insights.Infra.Tests;

/// <summary>The app settings that the template sets are those that are read, and the other way round.</summary>
public sealed partial class SettingsTests(InfraFixture infra)
{
    // Read, but not by an options class.
    private static readonly string[] ReadElsewhere =
    [
        // By the functions host and by StorageClients.cs: storage with an identity.
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        // By the functions host: whether / is a page of its own.
        "AzureWebJobsDisableHomepage",
        // By the functions host and by the service: where telemetry goes, and as whom.
        TelemetryExport.ApplicationInsightsSetting, TelemetryExport.ApplicationInsightsAuthenticationSetting,
    ];

    // Settings whose value in Azure is not the default of the options class, with the reason.
    private static readonly Dictionary<string, string> Differing = new()
    {
        ["Insights__Storage__CreateStorage"] = "the template declares tables and queues",
        ["Insights__BootstrapToken"] = "a reference to the key vault, if any",
        ["Insights__Coder__Database"] = "a secret, or a reference to one: a snapshot shows its parameter",
        ["Insights__Privacy__Key"] = "a secret, or a reference to one: a snapshot shows its parameter",
        ["Insights__Coder__Token"] = "a secret, or a reference to one: a snapshot shows its parameter",
        ["Insights__Notices__Webhook"] = "a secret, or a reference to one: a snapshot shows its parameter",
        ["Insights__Auth__TrustedProxies"] = "the front end of Azure is one",
    };

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Every_setting_that_is_read_is_set_and_no_other(string file, bool token) =>
        Assert.Equal(
            OptionSetting.All.Select(setting => setting.Name).Concat(ReadElsewhere).Order(StringComparer.Ordinal),
            infra.Snapshot(file, token).Settings.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void What_a_parameter_file_leaves_alone_has_the_default_of_the_code(string file, bool token)
    {
        var settings = infra.Snapshot(file, token).Settings;
        Assert.All(
            OptionSetting.All.Where(setting => !Differing.ContainsKey(setting.Name)), setting => Assert.Equal(setting.Default, settings[setting.Name]));
        Assert.Equal("false", settings["Insights__Storage__CreateStorage"]);
        Assert.Equal("1", settings["Insights__Auth__TrustedProxies"]);
        Assert.Equal("[parameters('coderDatabase')]", settings["Insights__Coder__Database"]);
        Assert.Equal("[parameters('privacyKey')]", settings["Insights__Privacy__Key"]);
        Assert.Equal("[parameters('coderToken')]", settings["Insights__Coder__Token"]);
        Assert.Equal("[parameters('noticesWebhook')]", settings["Insights__Notices__Webhook"]);
    }

    [Fact]
    public void A_parameter_of_the_template_has_the_bounds_of_its_setting()
    {
        var parameters = infra.Template["parameters"]!.AsObject();
        var bounded = OptionSetting.All.Where(setting => setting.Range is not null).ToArray();
        Assert.NotEmpty(bounded);
        Assert.All(bounded, setting =>
        {
            var name = setting.Name.Split("__")[^1];
            var parameter = parameters[char.ToLowerInvariant(name[0]) + name[1..]];
            Assert.True(parameter is not null, $"No parameter sets {setting.Name}.");
            Assert.Equal((int)setting.Range!.Minimum, (int)parameter["minValue"]!);
            Assert.Equal((int)setting.Range.Maximum, (int)parameter["maxValue"]!);
        });
    }

    [Fact]
    public void The_sample_of_local_settings_has_every_setting_with_its_default()
    {
        // What the functions host needs besides to run on one's own machine.
        string[] host = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "AzureWebJobsDisableHomepage"];
        var values = JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject();
        Assert.Equal(
            OptionSetting.All.Select(setting => setting.Name).Concat(host).Order(StringComparer.Ordinal),
            values.Select(value => value.Key).Order(StringComparer.Ordinal));
        Assert.All(
            OptionSetting.All.Where(setting => setting.Name != "Insights__BootstrapToken"),
            setting => Assert.Equal(setting.Default, (string?)values[setting.Name]));
    }

    [Fact]
    public void The_manual_has_every_setting_with_its_default()
    {
        var rows = Repository.Read("docs/operating.md").Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells is [_, ['`', ..], _, _, _])
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[2]);
        Assert.All(OptionSetting.All, setting =>
        {
            Assert.True(rows.TryGetValue(setting.Name, out var written), $"docs/operating.md has no row for {setting.Name}.");
            Assert.Equal(setting.Default is { Length: > 0 } value ? value : "none", written, ignoreCase: true);
        });
    }

    [Fact]
    public void A_setting_that_any_document_names_is_read()
    {
        // The program beside Coder reads this one.
        var known = OptionSetting.All.Select(setting => setting.Name).Append("Insights__Coder__TokenFile").ToHashSet();
        var named = Functions.Tests.Architecture.Repository.Documents
            .SelectMany(document => SettingName().Matches(Repository.Read(document)).Select(name => (Document: document, Setting: name.Value))).ToArray();

        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(name => !known.Contains(name.Setting)));
    }

    [GeneratedRegex(@"\bInsights__\w+")]
    private static partial Regex SettingName();
}
