namespace Insights.Local.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("insights").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
