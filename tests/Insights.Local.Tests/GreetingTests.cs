using Insights.Local.Hosting;

namespace Insights.Local.Tests;

public sealed class GreetingTests
{
    private static readonly Uri Address = new("http://127.0.0.1:7071");

    [Fact]
    public async Task A_token_made_here_is_printed_with_a_request_to_try() => Assert.Equal(
        """
        The page     http://127.0.0.1:7071/
        Token        made-here
        Listening on http://127.0.0.1:7071
        curl -H "Coder-Session-Token: made-here" "http://127.0.0.1:7071/api/v2/insights/templates?start_time=2026-02-22T00:00:00Z&end_time=2026-03-01T00:00:00Z"

        """,
        await PrintedAsync(new("made-here")));

    [Fact]
    public async Task A_token_that_was_given_is_not_printed() =>
        Assert.Equal("The page     http://127.0.0.1:7071/\nListening on http://127.0.0.1:7071\n", await PrintedAsync(null));

    private static async Task<string> PrintedAsync(BootstrapToken? generated)
    {
        using var console = new StringWriter { NewLine = "\n" };
        await new Greeting(console, Address, generated, new FakeClock(new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero))).WriteAsync();
        return console.ToString();
    }
}
