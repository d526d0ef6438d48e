using Insights.Coder.Items;

namespace Insights.Coder.Reading;

/// <summary>A session in an app, with the id of its row.</summary>
/// <param name="Id">The id.</param>
/// <param name="Stat">The session.</param>
internal readonly record struct AppStatRow(long Id, AppStat Stat);
