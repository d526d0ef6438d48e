using DevelopmentHost;
using DevelopmentHost.Queues;
using Microsoft.Extensions.Configuration;

namespace Insights.Local.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Queue_settings_of_host_json_are_overridden_by_settings()
    {
        Write("host.json", """
            { "extensions": { "queues": { "batchSize": 4, "visibilityTimeout": "00:00:10", "maxDequeueCount": 9 } } }
            """);

        var read = QueueSettings.Read(Read(new() { ["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "2" }));

        Assert.Equal((4, 2, 10, 2), (read.BatchSize, read.Threshold, read.VisibilityTimeout.Seconds, read.MaxDequeueCount));
    }

    [Theory]
    [InlineData("batchSize", "33", "extensions.queues.BatchSize: 33 is out of range (1 to 32).")]
    [InlineData("maxDequeueCount", "0", "extensions.queues.MaxDequeueCount: 0 is out of range (1 or more).")]
    [InlineData("visibilityTimeout", "soon", "soon")]
    public void A_queue_setting_out_of_range_is_named(string name, string value, string problem)
    {
        var error = Assert.Throws<HostStartException>(() => QueueSettings.Read(Read(new() { [$"AzureFunctionsJobHost:extensions:queues:{name}"] = value })));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_json_that_is_not_JSON_is_named()
    {
        var path = Write("host.json", "{");

        var error = Assert.Throws<HostStartException>(() => Read([]));

        Assert.StartsWith($"{path} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_local_settings_json_are_settings_of_the_host_and_of_the_worker()
    {
        Write("local.settings.json", """{ "IsEncrypted": false, "Values": { "Insights__Grace": "02:00:00", "usageQueue": "usage" } }""");

        Assert.Equal("02:00:00", Read([])["Insights:Grace"]);
        Assert.Equal(
            new() { ["Insights:Grace"] = "02:00:00", ["usageQueue"] = "given" },
            HostSettings.ForWorker(Options(new() { ["usageQueue"] = "given" })));
    }

    private IConfiguration Read(Dictionary<string, string?> settings) => FunctionsHost.ReadSettings(Options(settings));

    private FunctionsHostOptions Options(Dictionary<string, string?> settings) => new() { ApplicationDirectory = _directory.Path, Settings = settings };

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
