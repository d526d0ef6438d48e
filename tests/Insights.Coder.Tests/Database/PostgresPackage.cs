using Insights.Functions.Tests.Shared;
using Insights.Local.Postgres;

namespace Insights.Coder.Tests.Database;

/// <summary>Installs Debian's PostgreSQL where there is none and that is allowed.</summary>
internal static class PostgresPackage
{
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.conf";

    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (PostgresPrograms.Find() is null && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            // Only the programs: the package would set up a server of its own, too.
            Directory.CreateDirectory(Path.GetDirectoryName(ClusterSettings)!);
            await File.WriteAllTextAsync(ClusterSettings, "create_main_cluster = false\n", cancellationToken);
            await DebianPackage.InstallAsync("postgresql", Console.Error, cancellationToken);
        }
    }
}
