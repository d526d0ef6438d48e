using Insights.Local.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting;

/// <summary>The web application below a functions app: Kestrel, routing, logging, settings and storage.</summary>
internal static class LocalWeb
{
    private const string StorageSetting = "AzureWebJobsStorage";

    /// <exception cref="LocalRuntimeException">The port is taken, a file cannot be read, or Azurite does not start.</exception>
    public static WebApplicationBuilder CreateBuilder(CommandLine options)
    {
        options.CheckPortIsFree();
        var web = WebApplication.CreateEmptyBuilder(new()
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? "Development",
        });
        web.Configuration.Sources.Add(new HostFileSource());
        web.Configuration
            .AddInMemoryCollection(SettingsFile.Read(Directory.GetCurrentDirectory(), AppContext.BaseDirectory))
            .AddEnvironmentVariables();
        AddLogging(web);
        web.WebHost.UseKestrelCore().UseUrls(options.Urls.ToString()).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        web.Services.AddRoutingCore();
        web.Services.AddMvcCore();
        web.Services.AddOptions<HostOptions>()
            .Configure<IOptions<LocalRuntimeOptions>>((host, local) => host.ShutdownTimeout = local.Value.ShutdownTimeout);
        AddStorage(web, options);
        return web;
    }

    private static void AddLogging(WebApplicationBuilder web) => web.Logging
        .AddConfiguration(web.Configuration.GetSection($"{HostFile.Section}:logging"))
        .AddConfiguration(web.Configuration.GetSection("Logging"))
        .AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss ");

    private static void AddStorage(WebApplicationBuilder web, CommandLine options)
    {
        var settings = new Dictionary<string, string?>();
        var data = options.Data == CommandLine.InMemory
            ? null
            : Path.GetFullPath(options.Data ?? Path.Combine(AzuriteInstallation.Root ?? Directory.GetCurrentDirectory(), ".azurite"));
        var storage = options.Storage ?? web.Configuration[StorageSetting];
        if (string.IsNullOrEmpty(storage))
        {
            var azurite = AzuriteProcess.StartAsync(new() { DataDirectory = data, Log = Console.Out }).GetAwaiter().GetResult();
            storage = azurite.ConnectionString();
            web.Services.AddHostedService(_ => new AzuriteLifetime(azurite));
        }

        settings[StorageSetting] = storage;
        var token = options.Token ?? web.Configuration[BootstrapToken.Setting];
        var generated = string.IsNullOrEmpty(token) ? BootstrapToken.LoadOrCreate(data) : null;
        settings[BootstrapToken.Setting] = token is { Length: > 0 } ? token : generated!.Value;
        web.Services.AddSingleton(new GeneratedToken(generated));
        web.Configuration.AddInMemoryCollection(settings);
    }
}
