using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <returns>The exit code, and what it wrote to both streams.</returns>
    /// <exception cref="LocalRuntimeException">There is no such program.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? directory, string ifMissing, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        using var process = Start(start, ifMissing);
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output)
        {
            return (process.ExitCode, output.ToString().Trim());
        }

        void Append(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    /// <exception cref="LocalRuntimeException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start, string ifMissing)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new LocalRuntimeException(ifMissing, cause);
        }
    }
}
