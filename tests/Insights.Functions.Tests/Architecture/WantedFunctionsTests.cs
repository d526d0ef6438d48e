using Insights.Functions.Tests.App;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>The host is told of no timer that would have nothing to do.</summary>
public sealed class WantedFunctionsTests(StorageEmulator emulator)
{
    private static readonly string[] Optional = ["ExportUsage", "SendAlerts", "SendDigest"];

    [Theory]
    [InlineData("")]
    [InlineData("ExportUsage", "Export:Container=lake")]
    [InlineData("SendDigest", "Notices:Webhook=https://chat.example.com/hook")]
    [InlineData("SendAlerts", "Notices:Webhook=https://chat.example.com/hook", "Notices:Digest=false", "Notices:PeakAbove=10")]
    [InlineData("", "Notices:PeakAbove=10")]
    public async Task A_timer_is_there_where_a_setting_asks_for_it(string wanted, params string[] settings)
    {
        await using var app = await InsightsApp.StartAsync(
            emulator, settings: settings.Select(setting => setting.Split('=')).ToDictionary(pair => $"Insights:{pair[0]}", pair => (string?)pair[1]));

        var functions = await app.Services.GetRequiredService<IFunctionMetadataProvider>().GetFunctionMetadataAsync(AppContext.BaseDirectory);

        Assert.Equal(wanted, string.Join(',', functions.Select(function => function.Name!).Intersect(Optional)));
        Assert.Contains("DispatchFolds", functions.Select(function => function.Name));
    }
}
