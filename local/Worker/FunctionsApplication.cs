using Insights.Local.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where Program.cs begins.</summary>
public static class FunctionsApplication
{
    /// <summary>
    /// Reads the options, starts Azurite unless a storage connection is given, and makes a builder whose configuration already names the
    /// storage. What the user can mend (an unknown option, a port in use, no node) surfaces as <see cref="LocalRuntimeException"/>; where
    /// nothing catches it, the process prints its message and ends with its exit code.
    /// </summary>
    /// <param name="args">The command line; <c>--help</c> lists the options.</param>
    /// <exception cref="LocalRuntimeException">The options are wrong, or Azurite does not start.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        UnhandledErrors.PrintPlainly();
        return new FunctionsApplicationBuilder(CommandLine.Parse(args));
    }
}
