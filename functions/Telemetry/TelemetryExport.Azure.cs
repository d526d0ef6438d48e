using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using OpenTelemetry;

namespace Insights.Functions.Telemetry;

/// <content>The worker's part: it tells the host that its telemetry goes out from here, and names the app and its region.</content>
public static partial class TelemetryExport
{
    static partial void AddWorker(OpenTelemetryBuilder telemetry) => telemetry.UseFunctionsWorkerDefaults();
}
