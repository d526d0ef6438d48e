using Insights.Functions.Tests.App;
using Insights.Local.Azurite;
using Xunit;

[assembly: AssemblyFixture(typeof(StorageEmulator))]

namespace Insights.Functions.Tests.App;

/// <summary>One Azurite for all tests, with an account for each app that is started, so that no test sees another's data.</summary>
public sealed class StorageEmulator : IAsyncLifetime
{
    private const int Accounts = 500;

    private AzuriteProcess? _azurite;
    private int _used;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(
        new AzuriteOptions { Accounts = [.. Enumerable.Range(0, Accounts).Select(NameOf)], Log = Console.Error },
        TestContext.Current.CancellationToken);

    /// <summary>The connection string of an account that nobody else has.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref _used) - 1;
        Assert.True(number < Accounts, $"More than {Accounts} apps were started: give the emulator more accounts.");
        return _azurite!.ConnectionString(NameOf(number));
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    private static string NameOf(int number) => $"tests{number:000}";
}
