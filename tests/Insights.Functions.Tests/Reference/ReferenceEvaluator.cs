using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>
/// The expected answer of every insights endpoint, computed from a scenario's events by plain loops over sets. Its source is semantics.md,
/// never the product, so that the two can disagree.
/// </summary>
public sealed class ReferenceEvaluator
{
    private const string Base = "/api/v2/";

    private readonly Given _given;
    private readonly GivenCatalog _catalog;
    private readonly List<ReferenceBucket> _buckets;
    private readonly DateTimeOffset _now;

    /// <param name="scenario">The events and the catalog, every part of it already posted.</param>
    /// <param name="now">The clock of the answer, and when catalog bodies without <c>received_at</c> were received.</param>
    public ReferenceEvaluator(Scenario scenario, DateTimeOffset now)
    {
        _given = GivenReader.Read(scenario, now);
        _catalog = GivenCatalog.Read(scenario);
        _buckets = ReferenceUsage.BucketsOf(_given);
        _now = now;
    }

    public JsonNode Evaluate(ScenarioCase scenarioCase)
    {
        ArgumentNullException.ThrowIfNull(scenarioCase);
        return Evaluate(scenarioCase.Endpoint, scenarioCase.Query);
    }

    /// <param name="endpoint">The path, with or without <c>/api/v2</c>.</param>
    /// <param name="parameters">The query parameters; lists as arrays or CSV.</param>
    public JsonNode Evaluate(string endpoint, JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var path = endpoint.StartsWith(Base, StringComparison.Ordinal) ? endpoint[Base.Length..] : endpoint.TrimStart('/');
        var query = new ReferenceQuery(parameters);
        var buckets = ReferenceFilter.Apply(query, _given, _buckets);
        return path.Split('/') switch
        {
            ["insights", "templates"] => ReferenceTemplates.Report(query, _given, buckets),
            ["insights", "user-activity"] => ReferenceUsers.Activity(query, _given, buckets),
            ["insights", "user-latency"] => ReferenceUsers.Latency(query, _given, buckets),
            ["insights", "daus"] => ReferenceDaus.Report(query, buckets, _now),
            ["templates", var id, "daus"] => ReferenceDaus.Report(
                query, buckets.Where(bucket => bucket.TemplateId == Guid.Parse(id).ToString()), _now),
            ["insights", "concurrency"] => ReferenceConcurrency.Report(query, _given, buckets, _now),
            ["insights", "connection"] => ReferenceConnection.Report(query, _given, buckets),
            ["insights", "forecast"] => ReferenceForecast.Report(query, _given, buckets, _now),
            ["insights", "trends"] => ReferenceTrends.Report(query, _given, buckets),
            ["insights", "versions"] => ReferenceVersions.Report(query, _given, buckets),
            ["insights", "utilization"] => ReferenceUtilization.Report(query, _given, buckets, _now),
            ["insights", "adoption"] => ReferenceAdoption.Report(query, _given, _catalog, buckets, _now),
            ["insights", "support"] => ReferenceSupport.Report(query, _given, _catalog, buckets, _now),
            ["insights", "parameters"] => ReferenceParameterTrends.Report(query, _given),
            ["insights", "people"] => ReferencePeople.Report(query, _given, _catalog, buckets, _now),
            ["insights", "users", var id] => ReferenceUserPage.Report(query, _given, _catalog, _buckets, Guid.Parse(id).ToString(), _now),
            ["insights", "user-status-counts"] => ReferenceStatusCounts.Report(query, _given, _now),
            _ => throw new ArgumentException($"No such endpoint: {endpoint}", nameof(endpoint)),
        };
    }
}
