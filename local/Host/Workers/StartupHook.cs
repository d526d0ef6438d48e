using System.Diagnostics;

/// <summary>
/// Runs in the worker's process before its own code (DOTNET_STARTUP_HOOKS, which wants this name outside of any namespace) and ties its
/// life to the pipe on standard input. The system closes the pipe however the host ends, even by SIGKILL; the worker itself would go on.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => new Thread(EndWithHost) { IsBackground = true, Name = "Host watch" }.Start();

    private static void EndWithHost()
    {
        try
        {
            var buffer = new byte[1];
            using var pipe = Console.OpenStandardInput();
            while (pipe.Read(buffer) > 0)
            {
                // The host writes nothing.
            }
        }
        catch (IOException)
        {
            // A broken pipe is a closed one.
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
