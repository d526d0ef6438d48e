using System.Diagnostics;
using Azure.Storage.Queues;
using Insights.Local.Azurite;
using Insights.Local.Hosting;

namespace Insights.Local.Tests;

public sealed class AzuriteTests
{
    [Fact]
    public async Task Its_own_process_holds_its_ports()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using var azurite = await AzuriteProcess.StartAsync(new());

        var sockets = Directory.GetFiles($"/proc/{azurite.ProcessId}/fd")
            .Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        var ports = File.ReadLines($"/proc/{azurite.ProcessId}/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == "0A" && sockets.Contains($"socket:[{fields[9]}]"))
            .Select(fields => Convert.ToInt32(fields[1].Split(':')[1], 16));

        Assert.Equal(new[] { azurite.Ports.Blob, azurite.Ports.Queue, azurite.Ports.Table }.Order(), ports.Order());
    }

    [Fact]
    public async Task Accounts_are_apart()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new() { Accounts = ["first", "second"] });

        await new QueueClient(azurite.ConnectionString("first"), "work").CreateAsync();

        Assert.True(await new QueueClient(azurite.ConnectionString("first"), "work").ExistsAsync());
        Assert.False(await new QueueClient(azurite.ConnectionString("second"), "work").ExistsAsync());
    }

    [Fact]
    public async Task A_data_directory_keeps_its_data_and_serves_one_at_a_time()
    {
        using var directory = new TemporaryDirectory();
        await using (var azurite = await AzuriteProcess.StartAsync(new() { DataDirectory = directory.Path }))
        {
            var queue = new QueueClient(azurite.ConnectionString(), "work");
            await queue.CreateAsync();
            await queue.SendMessageAsync("kept");
            var error = await Assert.ThrowsAsync<LocalRuntimeException>(() =>
                AzuriteProcess.StartAsync(new() { DataDirectory = directory.Path }));
            Assert.StartsWith($"The data directory {directory.Path} is in use by another run", error.Message, StringComparison.Ordinal);
        }

        await using var again = await AzuriteProcess.StartAsync(new() { DataDirectory = directory.Path });
        var message = (await new QueueClient(again.ConnectionString(), "work").ReceiveMessageAsync()).Value;
        Assert.Equal("kept", message.Body.ToString());
    }

    [Theory]
    [InlineData("file", "is a file")]
    [InlineData("file/below", "cannot be written")]
    public async Task A_data_directory_that_is_none_is_not_said_to_be_in_use(string name, string expected)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "file"), "");
        var path = Path.Combine(directory.Path, name);
        var error = await Assert.ThrowsAsync<LocalRuntimeException>(() => AzuriteProcess.StartAsync(new() { DataDirectory = path }));
        Assert.StartsWith($"The data directory {path} {expected}", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data DIR", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The system closes the pipe when the owner is killed, as this closes it.</summary>
    [Fact]
    public async Task It_ends_when_its_owners_pipe_closes_and_on_no_signal_before()
    {
        using var directory = new TemporaryDirectory();
        var server = Path.Combine(directory.Path, "server.js");
        await File.WriteAllTextAsync(server, """
            setInterval(() => {}, 1000);
            process.on('SIGWINCH', () => console.log('signalled'));
            console.log('ready');
            """);
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", AzuriteBootstrap.Script, "--", server, "--inMemoryPersistence"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", await node.StandardOutput.ReadLineAsync());

        if (!OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("sh", ["-c", $"kill -INT {node.Id}; kill -TERM {node.Id}; kill -WINCH {node.Id}"]);
            Assert.Equal("signalled", await node.StandardOutput.ReadLineAsync());
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync().WaitAsync(Eventually.Deadline);

        Assert.Equal(0, node.ExitCode);
    }
}
