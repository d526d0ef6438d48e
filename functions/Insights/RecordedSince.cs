using Insights.Functions.Http;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights;

/// <summary>
/// Since when usage is recorded and kept. Figures of before are not zero but not known, and an answer says where that ends: in a
/// header, because the bodies of most reports are Coder's.
/// </summary>
public sealed class RecordedSince(UsageStarts starts, PrivacyDoor privacy, TimeProvider clock, IOptions<UsageOptions> options)
{
    /// <summary>The header: RFC 3339, UTC. It is absent when there never was any usage of what was asked for.</summary>
    public const string HeaderName = "Insights-Data-Since";

    /// <summary>
    /// Since when there is usage of each of some templates; those that never had any are left out. Where people are not named it is the
    /// UTC month: the very half-hour is that of the first who used the template.
    /// </summary>
    internal async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OfEachAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var known = await starts.GetAsync(cancellationToken);
        var kept = HalfHour.FirstOf(options.Value.FirstDay(clock.GetUtcNow()));
        var exactly = await privacy.FindNamedAsync(templates, cancellationToken) is not null;
        var since = new Dictionary<Guid, DateTimeOffset>();
        foreach (var template in templates)
        {
            if (known.TryGetValue(template, out var first))
            {
                var shown = exactly ? first : HalfHour.FirstOf(new DateOnly(first.Day.Year, first.Day.Month, 1));
                since[template] = (shown < kept ? kept : shown).Start;
            }
        }

        return since;
    }

    /// <summary>Since when there is usage of any of some templates, which the answer's head says from then on; null for never.</summary>
    internal async Task<DateTimeOffset?> StampAsync(HttpRequest request, IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await StampAsync(request, templates, await OfEachAsync(templates, cancellationToken), cancellationToken);

    /// <summary>The earliest of some instants, which the answer's head says from then on, and what level of privacy it is of; null for none.</summary>
    internal async Task<DateTimeOffset?> StampAsync(
        HttpRequest request, IReadOnlyCollection<Guid> templates, IReadOnlyDictionary<Guid, DateTimeOffset> each, CancellationToken cancellationToken)
    {
        if (await privacy.HeaderAsync(templates, cancellationToken) is { } level)
        {
            request.HttpContext.Response.Headers[PrivacyDoor.HeaderName] = level;
        }

        if (each.Count == 0)
        {
            return null;
        }

        var since = each.Values.Min();
        request.HttpContext.Response.Headers[HeaderName] = Rfc3339.Format(since);
        return since;
    }
}
