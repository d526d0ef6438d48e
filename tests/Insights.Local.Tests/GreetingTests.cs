using Insights.Local.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Tests;

public sealed class GreetingTests(Storage storage)
{
    [Fact]
    public async Task A_token_made_here_is_printed_with_a_request_to_try()
    {
        using var directory = new TemporaryDirectory();

        var (printed, address) = await StartAsync("--data", directory.Path);

        var token = (await File.ReadAllTextAsync(Path.Combine(directory.Path, "token"))).Trim();
        const string week = "start_time=2026-02-22T00:00:00Z&end_time=2026-03-01T00:00:00Z";
        Assert.Equal(
            $"""
            Listening on {address}
            Token        {token}
            curl -H "Coder-Session-Token: {token}" "{address}/api/v2/insights/templates?{week}"

            """,
            printed);
    }

    [Fact]
    public async Task A_token_that_was_given_is_not_printed()
    {
        var (printed, address) = await StartAsync("--token", "secret");

        Assert.Equal($"Listening on {address}\n", printed);
    }

    private async Task<(string Printed, string Address)> StartAsync(params string[] args)
    {
        using var console = new StringWriter { NewLine = "\n" };
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--storage", storage.Connection, .. args]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FakeClock(new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero)));
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionAssemblies.Add(typeof(LocalRuntime).Assembly);
            options.Console = console;
        });
        using var host = builder.Build();
        await host.StartAsync();
        var address = host.Services.GetRequiredService<LocalRuntime>().Address;
        await host.StopAsync();
        return (console.ToString(), address.ToString().TrimEnd('/'));
    }
}
