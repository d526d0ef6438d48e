using Insights.Local.Hosting;

namespace Insights.Local.Tests;

public sealed class TokenTests
{
    [Fact]
    public void A_token_is_made_once_and_only_its_owner_may_read_it()
    {
        using var directory = new TemporaryDirectory();

        var first = BootstrapToken.LoadOrCreate(directory.Path);

        Assert.Equal(43, first.Value.Length);
        Assert.Equal(first, BootstrapToken.LoadOrCreate(directory.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory.Path, "token")));
        }
    }

    [Fact]
    public void A_token_in_memory_is_another_each_time() =>
        Assert.NotEqual(BootstrapToken.LoadOrCreate(null), BootstrapToken.LoadOrCreate(null));
}
