namespace Insights.Local.Hosting;

/// <summary>Prints a <see cref="LocalRuntimeException"/> that nothing caught as one paragraph instead of a stack trace.</summary>
internal static class UnhandledErrors
{
    private static int Printing;

    public static void PrintPlainly()
    {
        if (Interlocked.Exchange(ref Printing, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, error) =>
            {
                if (error.ExceptionObject is LocalRuntimeException failure)
                {
                    (failure.ExitCode == 0 ? Console.Out : Console.Error).WriteLine(failure.Message);
                    Environment.Exit(failure.ExitCode);
                }
            };
        }
    }
}
