using System.CommandLine;
using Insights.Coder.Database;

namespace Insights.Collector;

/// <summary>What can be asked of the program.</summary>
internal static class CollectorCommand
{
    // As in the settings of the service: a secret on a command line is seen by everybody on the machine.
    private const string DatabaseVariable = "Insights__Coder__Database";
    private const string DefaultRole = "insights_reader";

    public static RootCommand Create()
    {
        var coder = new Option<string?>("--coder")
        {
            Description = $"Coder's database: \"Host=...;Database=...;Username=...;Password=...\" or postgres://user:password@host/database. Better in the environment, as {DatabaseVariable}.",
            HelpName = "CONNECTION",
        };
        coder.Validators.Add(result =>
        {
            if (Failure(result.GetValue(coder) ?? "") is { } failure)
            {
                result.AddError(failure);
            }
        });
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
            coder, insights, token, once, verbose, Grants(),
        };
        command.SetAction((parsed, cancellationToken) => Collector.RunAsync(
            new CollectorOptions(parsed.GetValue(coder) ?? Environment.GetEnvironmentVariable(DatabaseVariable) ?? "", new Uri(parsed.GetValue(insights)!), parsed.GetValue(token)!, parsed.GetValue(once), parsed.GetValue(verbose)),
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

    /// <summary>What is wrong with the name of a database; null when nothing is.</summary>
    public static string? Failure(string connection)
    {
        try
        {
            ConnectionText.Parse(connection);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
