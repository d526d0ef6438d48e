using System.Text.Json.Nodes;

namespace Insights.Infra.Tests;

/// <summary>What the template asks for and gives back, in its modules too.</summary>
public sealed class TemplateTests(InfraFixture infra)
{
    [Fact]
    public void Every_parameter_and_output_is_described() => Assert.All(
        Templates().SelectMany(template => Members(template.Template, "parameters").Concat(Members(template.Template, "outputs")).Select(member => (template.Name, member.Key, member.Value))),
        member => Assert.False(
            string.IsNullOrWhiteSpace((string?)member.Value!["metadata"]?["description"]), $"{member.Name}: {member.Key} has no description."));

    [Fact]
    public void Every_number_has_bounds_and_every_text_a_length_or_a_list() => Assert.All(
        Members(infra.Template, "parameters"),
        parameter => Assert.True(
            (string?)parameter.Value!["type"] switch
            {
                "int" => parameter.Value["allowedValues"] is not null || (parameter.Value["minValue"] is not null && parameter.Value["maxValue"] is not null),
                "string" or "securestring" or "array" => parameter.Value["allowedValues"] is not null || parameter.Value["maxLength"] is not null,
                _ => true,
            },
            $"{parameter.Key} has no bounds."));

    // Texts that go to modules are names and addresses which main.bicep makes.
    [Fact]
    public void Every_number_that_goes_to_a_module_has_the_bounds_of_the_parameter_it_comes_from()
    {
        var numbers = Modules(infra.Template).SelectMany(module => Members(module.Template, "parameters"))
            .Where(parameter => (string?)parameter.Value!["type"] == "int").ToArray();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.True(
            number.Value!["allowedValues"] is not null || (number.Value["minValue"] is not null && number.Value["maxValue"] is not null), $"{number.Key} has no bounds."));
        var settings = Assert.Single(Modules(infra.Template), module => Members(module.Template, "parameters").ContainsKey("settings")).Template["definitions"]!
            .AsObject().Single(type => type.Key.EndsWith("serviceSettings", StringComparison.Ordinal)).Value!["properties"]!.AsObject();
        Assert.All(numbers.Concat(settings.Where(setting => (string?)setting.Value!["type"] == "int")), number =>
        {
            var source = infra.Template["parameters"]![number.Key];
            Assert.True(source is not null, $"main.bicep has no {number.Key}.");
            Assert.Equal(source["minValue"]?.ToString(), number.Value!["minValue"]?.ToString());
            Assert.Equal(source["maxValue"]?.ToString(), number.Value["maxValue"]?.ToString());
        });
    }

    [Fact]
    public void No_output_gives_a_secret_away()
    {
        var outputs = Templates().SelectMany(template => Members(template.Template, "outputs").Select(output => (Template: template, Output: output))).ToArray();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, pair =>
        {
            var secure = Members(pair.Template.Template, "parameters")
                .Where(parameter => ((string?)parameter.Value!["type"])?.StartsWith("secure", StringComparison.Ordinal) == true).Select(parameter => parameter.Key);
            var text = (string?)pair.Output.Value!["value"] ?? "";
            Assert.Matches("^(string|int|bool)$", (string?)pair.Output.Value["type"]);
            Assert.All(secure, parameter => Assert.DoesNotContain($"parameters('{parameter}')", text, StringComparison.Ordinal));
            Assert.DoesNotMatch("(?i)key|secret|token|password|connectionstring|sastoken|list(keys|secrets|accountsas)", $"{pair.Output.Key} {text}".Replace("KeyVault", "", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_bootstrap_token_is_a_secure_parameter_wherever_it_goes() => Assert.All(
        Templates().SelectMany(template => Members(template.Template, "parameters")).Where(parameter => parameter.Key == "bootstrapToken"),
        parameter => Assert.Equal("securestring", (string?)parameter.Value!["type"]));

    [Fact]
    public void It_gives_back_where_the_service_is_and_who_it_acts_as() => Assert.Equal(
        [
            "componentName", "functionAppName", "identityClientId", "identityId", "identityName", "identityPrincipalId", "storageAccountName", "url", "vaultName",
            "workspaceName",
        ],
        Members(infra.Template, "outputs").Select(output => output.Key).Order(StringComparer.Ordinal));

    private IEnumerable<(string Name, JsonNode Template)> Templates() => [("main", infra.Template), .. Modules(infra.Template)];

    private static IEnumerable<(string Name, JsonNode Template)> Modules(JsonNode template)
    {
        var resources = template["resources"] is JsonObject named ? named.Select(resource => (resource.Key, Value: resource.Value!)) : [];
        foreach (var (name, resource) in resources)
        {
            if (resource["properties"]?["template"] is { } module)
            {
                yield return (name, module);
            }
        }
    }

    private static JsonObject Members(JsonNode template, string kind) => template[kind]?.AsObject() ?? [];
}
