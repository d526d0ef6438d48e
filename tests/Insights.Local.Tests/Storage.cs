using Insights.Local.Azurite;

[assembly: AssemblyFixture(typeof(Insights.Local.Tests.Storage))]

namespace Insights.Local.Tests;

/// <summary>One Azurite for all tests; each makes queues of its own.</summary>
public sealed class Storage : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string Connection => _azurite!.ConnectionString();

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(new() { Log = Console.Out });

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
