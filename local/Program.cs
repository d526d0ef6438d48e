using System.Runtime.InteropServices;
using Insights.Local.Hosting;

using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await new LocalService(Console.Out, Console.Error, TimeProvider.System).RunAsync(args, stopping.Token);
