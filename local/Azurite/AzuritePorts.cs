using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Insights.Local.Azurite;

/// <summary>
/// The ports Azurite listens on. It is given port 0 for each, so the system chooses free ones, and says on its own standard output
/// which it got: a port that another process holds cannot be mistaken for it.
/// </summary>
internal sealed partial record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Adds what a line of Azurite's output tells.</summary>
    public AzuritePorts Read(string line)
    {
        var match = Listening().Match(line);
        if (!match.Success)
        {
            return this;
        }

        var port = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[1].Value switch
        {
            "Blob" => this with { Blob = port },
            "Queue" => this with { Queue = port },
            _ => this with { Table = port },
        };
    }

    public bool Complete => Blob > 0 && Queue > 0 && Table > 0;

    /// <summary>Connects to all three.</summary>
    public Task ConnectAsync(CancellationToken cancellationToken) => Task.WhenAll(new[] { Blob, Queue, Table }.Select(async port =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
    }));

    [GeneratedRegex(@"^Azurite (Blob|Queue|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)$")]
    private static partial Regex Listening();
}
