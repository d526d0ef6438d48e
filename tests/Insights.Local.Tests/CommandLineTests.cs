using System.Net;
using System.Net.Sockets;
using Insights.Local.Hosting;

namespace Insights.Local.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--colour", "Unknown option: --colour")]
    [InlineData("--colour=red", "Unknown option: --colour=red")]
    [InlineData("serve", "Unknown option: serve")]
    [InlineData("--demo=yes", "Unknown option: --demo=yes")]
    [InlineData("--data", "--data needs a value.")]
    [InlineData("--token=", "--token needs a value.")]
    [InlineData("--coder=hunter2", "--coder: Coder's database must be given as \"Host=...;Database=...;Username=...;Password=...\" or \"postgres://user:password@host/database\".")]
    [InlineData("--coder-url=http://coder.example.com", "--coder-url: Coder's address must begin with https://, except on this machine: the token goes there.")]
    [InlineData("--demo-coder=yes", "Unknown option: --demo-coder=yes")]
    [InlineData("--urls=7071", "--urls is not a URL: 7071")]
    [InlineData("--urls=https://127.0.0.1:1", "--urls takes one http:// address: https://127.0.0.1:1")]
    [InlineData("--urls=http://127.0.0.1:99999", "--urls: there is no port 99999.")]
    [InlineData("--urls=http://localhost:0", "--urls: port 0 needs an address, such as http://127.0.0.1:0")]
    public void A_wrong_option_is_named_with_the_usage(string option, string problem)
    {
        var error = Assert.Throws<LocalRuntimeException>(() => CommandLine.Parse([option]));

        Assert.Equal((2, $"{problem}\n\n{CommandLine.Usage}"), (error.ExitCode, error.Message));
    }

    [Fact]
    public void Help_is_the_usage()
    {
        var error = Assert.Throws<LocalRuntimeException>(() => CommandLine.Parse(["--demo", "--help"]));

        Assert.Equal((0, CommandLine.Usage), (error.ExitCode, error.Message));
    }

    [Fact]
    public void Options_take_their_value_from_the_next_argument_or_after_an_equals_sign()
    {
        var options = CommandLine.Parse(["--storage", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2U=;EndpointSuffix=core.windows.net", "--token=t=1", "--demo", "--data", ":memory:", "--coder", "postgres://reader:a=b@db/coder?sslmode=require"]);

        Assert.Equal(
            ("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2U=;EndpointSuffix=core.windows.net", "t=1", true, ":memory:", 7071, "postgres://reader:a=b@db/coder?sslmode=require"),
            (options.Storage, options.Token, options.Demo, options.Data, options.Urls.Port, options.Coder));
    }

    [Fact]
    public void A_Coder_is_followed_one_way()
    {
        var error = Assert.Throws<LocalRuntimeException>(() => CommandLine.Parse(["--demo-coder", "--coder-url", "https://coder.example.com", "--coder-token", "hunter2"]));

        Assert.StartsWith("--coder, --coder-url and --demo-coder: one of them.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_told_before_anything_is_started()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var error = Assert.Throws<LocalRuntimeException>(CommandLine.Parse(["--urls", url]).CheckPortIsFree);

        Assert.StartsWith($"Another process already listens on {url}", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.ExitCode);
    }
}
