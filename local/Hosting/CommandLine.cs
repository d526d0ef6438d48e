using System.Net;
using System.Net.Sockets;
using Azure.Storage.Queues;
using Insights.Coder.Api;
using Insights.Coder.Database;
using Microsoft.AspNetCore.Http;

namespace Insights.Local.Hosting;

/// <summary>The options of the command line, parsed.</summary>
internal sealed record CommandLine
{
    public const string InMemory = ":memory:";

    public const string Usage = """
        Usage: dotnet run --project functions -- [options]

          --urls URL             address to listen on, port 0 for a free one (http://127.0.0.1:7071)
          --data DIR             where the storage emulator keeps its data, :memory: to keep none (.azurite)
          --storage CONNECTION   use this storage account instead of an emulator of its own
          --token TOKEN          the administrator's token (made on the first run and printed)
          --coder CONNECTION     follow this Coder's database: "Host=...;Database=...;Username=...;Password=..." or postgres://user:password@host/database
          --coder-url URL        follow this Coder by its API, where its database cannot be read
          --coder-token TOKEN    the token for it (or the setting Insights__Coder__Token)
          --coder-token-file F   a file with that token
          --demo-coder           follow a Coder that is made up: a PostgreSQL of its own with a month of work, which goes on
          --demo                 feed a demo deployment, then keep it living
          --help                 this text
        """;

    /// <summary>The folder of the app, built or published; the command of functions/ gives it.</summary>
    public string? App { get; private init; }

    public BindingAddress Urls { get; private init; } = BindingAddress.Parse("http://127.0.0.1:7071");

    public string? Data { get; private init; }

    public string? Storage { get; private init; }

    public string? Token { get; private init; }

    public string? Coder { get; private init; }

    public string? CoderUrl { get; private init; }

    public string? CoderToken { get; private init; }

    public string? CoderTokenFile { get; private init; }

    public bool DemoCoder { get; private init; }

    public bool Demo { get; private init; }

    /// <summary>Whether a Coder is named or made up; one that the settings name is not known here.</summary>
    public bool FollowsCoder => Coder is not null || CoderUrl is not null || DemoCoder;

    /// <exception cref="LocalRuntimeException">An option is unknown or has no value (exit code 2), or help was asked for (0).</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var parsed = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            parsed = name switch
            {
                "--app" => parsed with { App = Value() },
                "--urls" => parsed with { Urls = ParseUrl(Value()) },
                "--data" => parsed with { Data = Value() },
                "--storage" => parsed with { Storage = ConnectionString(Value()) },
                "--token" => parsed with { Token = Value() },
                "--coder" => parsed with { Coder = CoderDatabase(Value()) },
                "--coder-url" => parsed with { CoderUrl = AddressOf(Value()) },
                "--coder-token" => parsed with { CoderToken = Value() },
                "--coder-token-file" => parsed with { CoderTokenFile = Path.GetFullPath(Value()) },
                "--demo-coder" when value is null => parsed with { DemoCoder = true },
                "--demo" when value is null => parsed with { Demo = true },
                "--help" or "-h" => throw new LocalRuntimeException(Usage, 0),
                _ => throw Wrong($"Unknown option: {args[i]}"),
            };

            string Value() => (value ?? (i + 1 < args.Count ? args[++i] : null)) is { Length: > 0 } given
                ? given
                : throw Wrong($"{name} needs a value.");
        }

        return new[] { parsed.Coder is not null, parsed.CoderUrl is not null, parsed.DemoCoder }.Count(given => given) > 1
            ? throw Wrong("--coder, --coder-url and --demo-coder: one of them.")
            : parsed;
    }

    /// <summary>Fails early, before storage is started, where the port is taken.</summary>
    /// <exception cref="LocalRuntimeException">Another process listens there.</exception>
    public void CheckPortIsFree()
    {
        if (Urls.Port == 0)
        {
            return;
        }

        try
        {
            var host = Urls.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(Urls.Host, out var ip) ? ip : IPAddress.IPv6Any;
            using var listener = new TcpListener(host, Urls.Port);
            listener.Start();
        }
        catch (SocketException cause) when (cause.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw PortInUse(cause);
        }
        catch (SocketException)
        {
            // Not for this probe to judge: the server reports what it cannot bind.
        }
    }

    public LocalRuntimeException PortInUse(Exception cause) => new(
        $"Another process already listens on {Urls}. Stop it, or choose another port with --urls http://127.0.0.1:8080 (0 for a free one).",
        cause);

    // The message names the option, not its value: a connection string holds a key.
    private static string ConnectionString(string value)
    {
        try
        {
            _ = new QueueServiceClient(value);
            return value;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw Wrong("--storage needs a storage connection string, such as \"UseDevelopmentStorage=true\" or \"AccountName=...;AccountKey=...\".");
        }
    }

    private static string CoderDatabase(string value)
    {
        try
        {
            ConnectionText.Parse(value);
            return value;
        }
        catch (FormatException e)
        {
            throw Wrong($"--coder: {e.Message}");
        }
    }

    private static string AddressOf(string value)
    {
        try
        {
            return CoderAddress.Parse(value).ToString();
        }
        catch (FormatException e)
        {
            throw Wrong($"--coder-url: {e.Message}");
        }
    }

    private static BindingAddress ParseUrl(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw Wrong($"--urls is not a URL: {url}");
        }

        return address switch
        {
            { Port: < 0 or > ushort.MaxValue } => throw Wrong($"--urls: there is no port {address.Port}."),
            { Scheme: not "http" } or { IsUnixPipe: true } or { PathBase.Length: > 0 } =>
                throw Wrong($"--urls takes one http:// address: {url}"),
            { Host: "localhost", Port: 0 } => throw Wrong("--urls: port 0 needs an address, such as http://127.0.0.1:0"),
            _ => address,
        };
    }

    private static LocalRuntimeException Wrong(string problem) => new($"{problem}\n\n{Usage}", 2);
}
