using System.Globalization;
using Insights.Functions.Http;
using Insights.Functions.Insights.Forecast;

namespace Insights.Functions.Insights.Export;

/// <summary>
/// A row for each day that was and each day that is to come, whatever the period: what a forecast without further parameters says. Days
/// that were have no bands, and there are none to come where history is too short.
/// </summary>
public sealed class ForecastSection(ForecastReader forecast) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "forecast";

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var request = ForecastRequest.Default(asked.Asked.Zone);
        var (dates, history) = await forecast.ReadAsync(request, asked.Asked.Templates, asked.Asked.Filter, asked.Asked.Recorded, cancellationToken);
        return new ExportSection(
            Name,
            [
                "date", "active_users", "active_users_low_80", "active_users_high_80", "active_users_low_95", "active_users_high_95",
                "peak_users", "peak_users_low_80", "peak_users_high_80", "peak_users_low_95", "peak_users_high_95",
            ],
            Later(() => Rows(ForecastAnswer.Of(request.Weeks, dates, history).Report)));
    }

    private static IEnumerable<CsvField[]> Rows(ForecastAnswer.Section report)
    {
        CsvField[] noBands = [CsvField.Empty, CsvField.Empty, CsvField.Empty, CsvField.Empty];
        foreach (var day in report.History)
        {
            yield return [Date(day.Date), CsvField.Of(day.ActiveUsers), .. noBands, CsvField.Of(day.PeakUsers), .. noBands];
        }

        foreach (var (active, peak) in (report.ActiveUsers?.Days ?? []).Zip(report.PeakUsers?.Days ?? []))
        {
            yield return [Date(active.Date), .. Fields(active), .. Fields(peak)];
        }
    }

    private static CsvField[] Fields(ForecastAnswer.Day day) =>
        [CsvField.Of(day.Expected), CsvField.Of(day.Low80), CsvField.Of(day.High80), CsvField.Of(day.Low95), CsvField.Of(day.High95)];

    private static CsvField Date(DateOnly date) => CsvField.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
