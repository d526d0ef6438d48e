using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Tests.Functions;

public sealed class TimerFunctions(TimerScript script)
{
    [Function("Tick")]
    public Task Tick([TimerTrigger("%schedule%")] TimerInfo timer) => script(timer);

    [Function("AtStart")]
    public Task AtStart([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => script(timer);
}
