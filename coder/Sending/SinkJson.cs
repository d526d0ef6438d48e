using System.Text.Json.Serialization;
using Insights.Coder.State;

namespace Insights.Coder.Sending;

internal sealed record TermsAnswer(SourceState? State, string? Revision, int RetentionDays, bool FollowsAccess);

internal sealed record StateBody(string? Revision, SourceState State);

internal sealed record RevisionAnswer(string Revision);

internal sealed record ErrorAnswer(string? Message, string? Detail, IReadOnlyList<ErrorField>? Validations);

internal sealed record ErrorField(string Field, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TermsAnswer))]
[JsonSerializable(typeof(StateBody))]
[JsonSerializable(typeof(RevisionAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class SinkJson : JsonSerializerContext;
