using System.Reflection;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights.Tags;

/// <summary>
/// Gives the answer to a report on days that are over a tag, and ends a request of who has that answer already. A tag stands for all that an
/// answer depends on: the question, the release, what the caller may see, the catalog, and the rows that were read. It is found
/// without reading these: rows never change, so that their keys tell.
/// </summary>
/// <remarks>
/// What is read while the answer is made is noted as it is read; the catalog is looked at before. So a tag is never of something newer than
/// its answer. Where people are not named, or not known any more, there is no tag: it would tell that something changed which the answer does not show.
/// </remarks>
public sealed class ReportTags(StoredDays days, BuildReader builds, CatalogDigest catalog, RecordedSince since, PrivacyDoor privacy, TimeProvider clock)
{
    private static readonly Guid Release = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId;

    /// <summary>Begins an answer, once it is decided that the caller may have it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="filter">Whose usage it is about.</param>
    /// <param name="inputs">What it is made from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The filter to make it with: what is read through it is noted.</returns>
    /// <exception cref="NotModifiedException">The caller has it already.</exception>
    internal async Task<UsageFilter> BeginAsync(HttpRequest request, UsageFilter filter, ReportInputs inputs, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsGet(request.Method) || !IsOver(inputs) || await privacy.FindNamedAsync(inputs.Templates, cancellationToken) is not { } named
            || !inputs.Usage.Concat(inputs.Builds.Select(period => period.Range)).All(named.Knows))
        {
            return filter;
        }

        var asked = await OfQuestionAsync(named, request, filter, inputs, cancellationToken);
        if (EntityTag.IsAsked(request))
        {
            var stored = new ReadNotes();
            await LookAsync(named, inputs, filter with { Notes = stored }, cancellationToken);
            if (stored.Digest is { } digest && Tag(asked, digest) is var tag && tag.IsKnownTo(request))
            {
                throw new NotModifiedException(tag);
            }
        }

        var notes = new ReadNotes();
        request.HttpContext.Features.Set(new PendingTag(() => notes.Digest is { } read ? Tag(asked, read) : null));
        return filter with { Notes = notes };
    }

    /// <summary>The same for what reports over a period have in common.</summary>
    internal async Task<PeriodRequest> BeginAsync(HttpRequest request, PeriodRequest asked, ReportInputs inputs, CancellationToken cancellationToken) =>
        asked with { Filter = await BeginAsync(request, asked.Filter, inputs, cancellationToken) };

    private static EntityTag Tag(UInt128 asked, UInt128 read) => EntityTag.Of(new ContentDigest().Add(asked).Add(read).Value);

    // Of today and yesterday something arrives at any moment.
    private bool IsOver(ReportInputs inputs)
    {
        var end = HalfHour.FirstOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1));
        return inputs.Usage.All(range => range.End <= end) && inputs.Builds.All(period => period.End <= end.Start) && !(inputs.BuildsUntil > end.Start);
    }

    private async Task<UInt128> OfQuestionAsync(
        NamedPeople named, HttpRequest request, UsageFilter filter, ReportInputs inputs, CancellationToken cancellationToken)
    {
        var digest = new ContentDigest().Add(Release)
            .Add(request.HttpContext.Features.Get<Operation>()!.Function).Add(request.Path.Value ?? "").Add(request.QueryString.Value ?? "")
            .Add(OfRights(Caller.Of(request)));
        var recorded = await since.OfEachAsync(inputs.Templates, filter, cancellationToken);
        foreach (var template in inputs.Templates)
        {
            digest.Add(template).Add(recorded.TryGetValue(template, out var first) ? first.UtcTicks : 0);
        }

        if (inputs.BuildsUntil is { } until)
        {
            digest.Add(await builds.DigestAsync(named, inputs.Templates, until, cancellationToken));
        }

        // Who the members of a group are is for groups to say, and of an organization for its users.
        var parts = filter.Groups.Count > 0 ? inputs.Parts | ReportParts.Users | ReportParts.Groups : inputs.Parts;
        return digest.Add(await catalog.OfAsync(named, parts, inputs.Templates, cancellationToken)).Value;
    }

    private static UInt128 OfRights(Caller caller) => new ContentDigest()
        .Add((long)caller.Kind).Add(caller.User?.Id ?? Guid.Empty).Add((long)caller.Scopes)
        .AddUnordered(caller.Roles.Select(ContentDigest.Of))
        .AddUnordered(caller.OrganizationRoles.SelectMany(roles => roles.Value, (roles, role) => new ContentDigest().Add(roles.Key).Add(role).Value))
        .AddUnordered(caller.Groups.Select(group => new ContentDigest().Add(group).Value))
        .Value;

    private async Task LookAsync(NamedPeople named, ReportInputs inputs, UsageFilter filter, CancellationToken cancellationToken)
    {
        foreach (var range in inputs.Usage)
        {
            await days.NoteAsync(named, inputs.Templates, range, filter.Notes, cancellationToken);
        }

        foreach (var period in inputs.Builds)
        {
            await builds.InRangeAsync(named, inputs.Templates, period, filter, cancellationToken);
        }
    }
}
