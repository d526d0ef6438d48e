using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>POST /api/v2/ingest/app-stats</c>: sessions in workspace apps.</summary>
public sealed class AppStatsFunction(IngestBounds bounds, WorkspaceTable workspaces, UsageOutbox outbox)
{
    /// <summary>202 when every session is in the queue; 400 or 413 and none is; 503 and some may be, which sending them again completes.</summary>
    [Function(nameof(IngestAppStats))]
    public async Task<IResult> IngestAppStats(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/app-stats")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var sessions = AppStats.Read(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);

        var unnamed = sessions.Where(session => session.Template is null).ToLookup(session => session.Workspace);
        var histories = await workspaces.GetAsync([.. unnamed.Select(workspace => workspace.Key)], cancellationToken);
        foreach (var session in unnamed.Where(workspace => !histories.ContainsKey(workspace.Key)).SelectMany(workspace => workspace))
        {
            session.Item.Fail("template_id", $"must be given: no build has made the workspace {session.Workspace} known");
        }

        validation.ThrowIfInvalid(IngestBounds.Refusal);
        var minutes = AppStats.MinutesOf(sessions, session => session.Template ?? histories[session.Workspace].TemplateAt(session.Start)!.Value);
        if (BodyLease.Of(request) is { } lease)
        {
            lease.Take(minutes.HalfHours * AppStats.BytesPerHalfHour);
            await lease.BeginAsync(cancellationToken);
        }

        await outbox.AddAsync(minutes, cancellationToken);
        return JsonAnswer.Accepted(sessions.Count);
    }
}
