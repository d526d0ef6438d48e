using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A service that keeps people for three days, on the day on which the first of two days of usage is older than that.</summary>
internal static class EdgeApp
{
    private static readonly DateTimeOffset Later = new(2026, 10, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Tallied = new(2026, 10, 5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<InsightsApp> StartAsync(StorageEmulator emulator, string level, string? storage = null)
    {
        var app = await PrivateApp.StartAsync(emulator, level, new Dictionary<string, string?> { ["Insights:Privacy:PersonDays"] = "3" }, storage);
        app.Clock.Set(Later);
        return app;
    }

    /// <summary>The service on what another one left, where people are kept as long as usage.</summary>
    public static Task<InsightsApp> ReopenAsync(StorageEmulator emulator, string storage) =>
        InsightsApp.StartAsync(emulator, Later, storage, new Dictionary<string, string?> { ["Insights:Privacy:Key"] = PrivateApp.Key, ["Insights:Privacy:KnownDays"] = "0" });

    /// <summary>Seals every day.</summary>
    public static async Task SealAsync(InsightsApp app)
    {
        await InsightsApp.Eventually(async () =>
        {
            await Maintenance.FoldAsync(app);
            return (await app.Services.GetRequiredService<UsageIndex>().GetLooseKeysAsync(Cancel)).Count == 0;
        });
    }

    /// <summary>Puts counts in the place of people, as each night does, and waits until reports read them.</summary>
    public static async Task TallyAsync(InsightsApp app)
    {
        await SealAsync(app);
        await Maintenance.PurgeAsync(app);
        Assert.NotEmpty(await CrowdAsync(app));

        // What another instance wrote is seen a second later.
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(Assert.Single(await app.Services.GetRequiredService<UsageStore>().ReadAsync([Stats.Template], Tallied, Tallied, Cancel)).Floor);
    }

    /// <summary>The ids of those who stand in the place of people.</summary>
    public static async Task<IReadOnlyList<string>> CrowdAsync(InsightsApp app)
    {
        var rows = await app.Services.GetRequiredService<UsageTable>().ReadRowsAsync(Stats.Template, Tallied, withSealed: true, Cancel);
        Assert.All(rows, row => Assert.True(row.IsTallied));
        return [.. rows.SelectMany(row => row.Segment.Users).Select(user => user.ToString()).Distinct()];
    }

    /// <summary>What metrics say of usage, and not of the service itself.</summary>
    public static string UsageIn(string metrics) =>
        string.Join('\n', metrics.Split('\n').Where(line => line.Contains("active_users", StringComparison.Ordinal) || line.Contains("peak_users", StringComparison.Ordinal) || line.Contains("seconds", StringComparison.Ordinal)).Where(line => !line.Contains("queue", StringComparison.Ordinal)));

    /// <summary>An answer, of the status that is expected: null for one that is there or withheld.</summary>
    public static async Task<EdgeAnswer> AskAsync(InsightsApp app, string path, int? status = 200, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{path.Replace("?&", "?", StringComparison.Ordinal)}");
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        using var response = await app.Http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(status is null ? (int)response.StatusCode is 200 or 403 : (int)response.StatusCode == status, $"{path}: {(int)response.StatusCode} {text}");
        return new((int)response.StatusCode, text, Of("Insights-Privacy"), Of("Insights-People-Since"), Of("Insights-Data-Since"), response.Headers.ETag?.ToString() ?? "");

        string Of(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
    }
}
