namespace Insights.Infra.Tests;

/// <summary>A command of the Azure CLI that documents and scripts use, with the options that it has there.</summary>
/// <param name="Name">Its words.</param>
/// <param name="Required">The options that it cannot do without.</param>
/// <param name="Optional">Others that it takes.</param>
internal sealed record AzureCommand(string Name, string[] Required, params string[] Optional)
{
    // As the reference of the Azure CLI has them. --query and --output are of all commands.
    private static readonly AzureCommand[] All =
    [
        new("account show", []),
        new("ad app create", ["--display-name"], "--sign-in-audience", "--app-roles", "--requested-access-token-version"),
        new("ad app update", ["--id"], "--identifier-uris"),
        new("ad sp create", ["--id"]),
        new("deployment group create", ["--resource-group", "--parameters"], "--name"),
        new("deployment group show", ["--resource-group", "--name"]),
        new("functionapp config appsettings list", ["--resource-group", "--name"]),
        new("functionapp deployment source config-zip", ["--resource-group", "--name", "--src"]),
        new("functionapp list", [], "--resource-group"),
        new("functionapp restart", ["--resource-group", "--name"]),
        new("functionapp show", ["--resource-group", "--name"]),
        new("group create", ["--name", "--location"]),
        new("group exists", ["--name"]),
        new("group show", ["--name"]),
        new("identity create", ["--resource-group", "--name"]),
        new("identity federated-credential create", ["--resource-group", "--identity-name", "--name"], "--audiences", "--issuer", "--subject"),
        new("identity show", ["--resource-group", "--name"]),
        new("keyvault purge", ["--name"]),
        new("keyvault recover", ["--name"]),
        new("login", []),
        new("provider register", ["--namespace"], "--wait"),
        new("provider show", ["--namespace"]),
        new("rest", ["--url"], "--method", "--body"),
        new("role assignment create", ["--role", "--scope"], "--assignee-object-id", "--assignee-principal-type"),
        new("role definition create", ["--role-definition"]),
    ];

    private static readonly string[] OfAll = ["--query", "--output"];
    private static readonly Dictionary<string, string> Long = new() { ["-g"] = "--resource-group", ["-n"] = "--name", ["-o"] = "--output" };

    /// <summary>The options of a call, by their long names; one without a value has none.</summary>
    /// <param name="arguments">The call.</param>
    /// <exception cref="ArgumentException">There is no such command, or it lacks an option, or has one that the command does not take.</exception>
    public static IReadOnlyDictionary<string, string?> OptionsOf(IReadOnlyList<string> arguments)
    {
        var name = string.Join(' ', arguments.TakeWhile(argument => !argument.StartsWith('-')));
        var command = Array.Find(All, known => known.Name == name) ?? throw new ArgumentException($"There is no az {name}.");
        var options = new Dictionary<string, string?>();
        for (var at = name.Split(' ').Length; at < arguments.Count; at++)
        {
            var option = Long.GetValueOrDefault(arguments[at], arguments[at]);
            if (!command.Required.Concat(command.Optional).Concat(OfAll).Contains(option))
            {
                throw new ArgumentException($"az {name} does not take {option}.");
            }

            options.Add(option, at + 1 < arguments.Count && !arguments[at + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++at] : null);
        }

        return command.Required.FirstOrDefault(option => options.GetValueOrDefault(option) is not { Length: > 0 }) is { } lacking
            ? throw new ArgumentException($"az {name} needs {lacking}.")
            : options;
    }
}
