using System.Reflection;

namespace Insights.Local.Hosting;

/// <summary>What a program or a test may change about the runtime, with <c>services.Configure&lt;LocalRuntimeOptions&gt;</c>.</summary>
public sealed class LocalRuntimeOptions
{
    /// <summary>Where functions are looked for. Empty means the entry assembly.</summary>
    public ISet<Assembly> FunctionAssemblies { get; } = new HashSet<Assembly>();

    /// <summary>
    /// How long a received message stays invisible; renewed at half of it while the function runs. At least a second. The real host
    /// takes 10 minutes; here it is as long as what a killed process had in hand takes to be seen again after a restart.
    /// </summary>
    public TimeSpan MessageLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long stopping waits for functions that run before it cancels them.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the address, the token and the demo's progress are printed.</summary>
    public TextWriter Console { get; set; } = System.Console.Out;
}
