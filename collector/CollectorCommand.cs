using System.CommandLine;
using Insights.Coder.Database;

namespace Insights.Collector;

/// <summary>What can be asked of the program.</summary>
internal static class CollectorCommand
{
    // As in the settings of the service: a secret on a command line is seen by everybody on the machine.
    private const string DatabaseVariable = "Insights__Coder__Database";
    private const string UrlVariable = "Insights__Coder__Url";
    private const string TokenVariable = "Insights__Coder__Token";
    private const string TokenFileVariable = "Insights__Coder__TokenFile";
    private const string DefaultRole = "insights_reader";

    /// <summary>The command line, with the environment of this process.</summary>
    public static RootCommand Create() => Create(Environment.GetEnvironmentVariable);

    /// <summary>The command line.</summary>
    /// <param name="variable">The value of a variable of the environment; null where it is not set.</param>
    public static RootCommand Create(Func<string, string?> variable)
    {
        var coder = new Option<string?>("--coder")
        {
            Description = $"Coder's database: \"Host=...;Database=...;Username=...;Password=...\" or postgres://user:password@host/database. Better in the environment, as {DatabaseVariable}.",
            HelpName = "CONNECTION",
        };
        var url = new Option<string?>("--coder-url")
        {
            Description = $"Coder's address, where its database cannot be read: its API tells less. Or in the environment, as {UrlVariable}.",
            HelpName = "URL",
        };
        var coderToken = new Option<string?>("--coder-token")
        {
            Description = $"The token for Coder's API. Better in a file, or in the environment, as {TokenVariable}.",
            HelpName = "TOKEN",
        };
        var coderTokenFile = new Option<string?>("--coder-token-file")
        {
            Description = $"A file with that token; read again when it is not accepted any more. Or in the environment, as {TokenFileVariable}.",
            HelpName = "FILE",
        };
        var insights = new Option<string>("--insights")
        {
            Description = "The address of the service, with https; http only on this machine.",
            HelpName = "URL",
            Required = true,
        };
        insights.Validators.Add(result =>
        {
            var text = result.GetValue(insights);
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            {
                result.AddError($"--insights must be an address such as https://insights.example.com, but is {text}.");
            }
            else if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            {
                result.AddError("--insights must be an https:// address: the token goes there.");
            }
        });
        var token = new Option<FileInfo>("--token-file")
        {
            Description = "A file with a token of the scopes ingest and catalog; read again when the token is not accepted any more.",
            HelpName = "FILE",
            Required = true,
        };
        var once = new Option<bool>("--once") { Description = "Read what there is, then end." };
        var verbose = new Option<bool>("--verbose") { Description = "A line for each poll." };
        var command = new RootCommand("Follows a Coder deployment and sends its usage to a service of template insights. It keeps nothing on disk.")
        {
            coder, url, coderToken, coderTokenFile, insights, token, once, verbose, Grants(),
        };
        command.Validators.Add(result =>
        {
            // What is missing altogether is said first.
            if (result.GetResult(insights) is not null && result.GetResult(token) is not null
                && ChoiceOf(variable, result.GetValue(coder), result.GetValue(url), result.GetValue(coderToken), result.GetValue(coderTokenFile)).Problem() is { } problem)
            {
                result.AddError(problem);
            }
        });
        command.SetAction((parsed, cancellationToken) => Collector.RunAsync(
            new CollectorOptions(
                ChoiceOf(variable, parsed.GetValue(coder), parsed.GetValue(url), parsed.GetValue(coderToken), parsed.GetValue(coderTokenFile)),
                new Uri(parsed.GetValue(insights)!),
                parsed.GetValue(token)!,
                parsed.GetValue(once),
                parsed.GetValue(verbose)),
            cancellationToken));
        return command;
    }

    private static Command Grants()
    {
        var role = new Argument<string>("role") { Description = "The role that is to read.", DefaultValueFactory = _ => DefaultRole };
        var command = new Command("grants", "Prints the statements that let a role read what is read, and nothing else.") { role };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(GrantScript.For(parsed.GetValue(role)!)));
        return command;
    }

    // Who names one way on the command line means that one, whatever the environment says.
    private static CoderChoice ChoiceOf(Func<string, string?> variable, string? database, string? url, string? token, string? tokenFile)
    {
        return new(
            database ?? (url is null ? Variable(DatabaseVariable) : ""),
            url ?? (database is null ? Variable(UrlVariable) : ""),
            token ?? (tokenFile is null ? Variable(TokenVariable) : ""),
            tokenFile ?? (token is null ? Variable(TokenFileVariable) : ""));

        string Variable(string name) => variable(name) ?? "";
    }
}
