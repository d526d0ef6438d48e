using System.Runtime.CompilerServices;

namespace Insights.Functions;

/// <summary>
/// An instance of Flex Consumption is started as a placeholder and becomes this app later; until hosts with the fix are everywhere, the
/// current directory is then that of the placeholder, so that relative paths lead astray. This runs before anything that could read one:
/// https://github.com/Azure/azure-functions-dotnet-worker/issues/3374
/// </summary>
internal static class CurrentDirectory
{
    [ModuleInitializer]
    internal static void Correct() => Directory.SetCurrentDirectory(AppContext.BaseDirectory);
}
