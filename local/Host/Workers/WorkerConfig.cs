using System.Text.Json;

namespace DevelopmentHost.Workers;

/// <summary>worker.config.json: how the app is run.</summary>
/// <param name="Executable">The program.</param>
/// <param name="Assembly">Its first argument, a file of the app; null where the program is the app.</param>
internal sealed record WorkerConfig(string Executable, string? Assembly)
{
    public const string FileName = "worker.config.json";

    private const string WorkerRoot = "{WorkerRoot}";

    /// <exception cref="HostStartException">There is no such file, or it says nothing.</exception>
    public static WorkerConfig Read(string applicationDirectory)
    {
        var path = Path.Combine(applicationDirectory, FileName);
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            var description = file.RootElement.GetProperty("description");
            var executable = description.GetProperty("defaultExecutablePath").GetString()!;
            var assembly = description.TryGetProperty("defaultWorkerPath", out var worker) ? worker.GetString() : null;
            return executable.StartsWith(WorkerRoot, StringComparison.Ordinal)
                ? new(Path.Combine(applicationDirectory, executable[WorkerRoot.Length..]), null)
                : new(executable, assembly is null ? null : Path.Combine(applicationDirectory, assembly));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HostStartException($"{path} cannot be read ({cause.Message}). Is that folder a functions app, built or published?", cause);
        }
    }
}
