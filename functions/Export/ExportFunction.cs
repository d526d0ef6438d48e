using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Export;

/// <summary>Exports sealed days, where a container is set.</summary>
public sealed class ExportFunction(LakeExport export, IOptions<ExportOptions> options)
{
    /// <summary>Every hour. What is due comes from what is there: a run that was missed is made up for by the next.</summary>
    [Function(nameof(ExportUsage))]
    public Task ExportUsage([TimerTrigger("0 25 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        options.Value.Container.Length > 0 ? export.RunAsync(options.Value.Container, cancellationToken) : Task.CompletedTask;
}
