using System.Text.Json;
using Insights.Coder.State;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;

namespace Insights.Functions.Sources;

/// <summary>Reads the state that a source leaves.</summary>
internal static class SourceStateBody
{
    private const string StateName = "state";
    private const int MaxTextLength = 2000;
    private const int MaxRanges = 1000;
    private const int MaxProblems = 100;
    private const int MaxPollSeconds = 86_400;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "SourceStateChange", BodyField.Text("revision").About("The revision of the state that this one was made from; none for the first."), BodyField.Written(StateName, StateJson.Default.SourceState).About("What the source has done, so that it goes on where it was.").Required);

    /// <summary>The state, and the revision that it was made from; null for none.</summary>
    public static (string? Revision, SourceState State) Read(JsonDocument body, Guid source, Validation validation)
    {
        var item = JsonItem.OfBody(body, Schema, validation);
        var revision = item.OptionalText("revision", MaxTextLength);
        var none = new SourceState { Id = source, Name = "" };
        if (!body.RootElement.TryGetProperty(StateName, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            item.Fail(StateName, "must be given: an object");
            return (revision, none);
        }

        try
        {
            var state = json.Deserialize(StateJson.Default.SourceState)!;
            Check(item, state, source);
            return (revision, state);
        }
        catch (JsonException e)
        {
            item.Fail($"{StateName}{e.Path?.TrimStart('$')}", "is missing or not of its type");
            return (revision, none);
        }
    }

    private static void Check(JsonItem item, SourceState state, Guid source)
    {
        Demand(state.Id == source, "id", $"must be {source}, as in the path");
        Demand(state.Name is { Length: > 0 and <= MaxTextLength }, "name", $"must have 1 to {MaxTextLength} characters");
        Demand(state.Error is null or { Length: <= MaxTextLength }, "error", $"must have at most {MaxTextLength} characters");
        Demand(IsInOrder(state.Followed), "followed", $"must be at most {MaxRanges} ranges of half-hours in order, of which the last alone has no end");
        Demand(state.Pending is { Count: <= MaxRanges } && state.Pending.All(range => range is { To: not null } && range.From < range.To), "pending", $"must be at most {MaxRanges} ranges of half-hours");
        Demand(state.PollSeconds is >= 1 and <= MaxPollSeconds, "poll_seconds", $"must be 1 to {MaxPollSeconds}");
        Demand(double.IsFinite(state.HistoryDays), "history_days", "must be a finite number");
        Demand(state.Begun is { Count: <= MaxRanges } && state.Begun.All(range => range is { To: not null } && range.From < range.To), "begun", $"must be at most {MaxRanges} ranges of half-hours");
        Demand(
            state.Omits is { Count: <= MaxProblems } && state.Omits.All(omit => omit is { Length: <= MaxTextLength }),
            "omits",
            $"must be at most {MaxProblems} sentences of at most {MaxTextLength} characters");
        Demand(
            state.Problems is { Count: <= MaxProblems } && state.Problems.All(problem => problem is { Length: <= MaxTextLength }),
            "problems",
            $"must be at most {MaxProblems} sentences of at most {MaxTextLength} characters");

        void Demand(bool holds, string name, string detail)
        {
            if (!holds)
            {
                item.Fail($"{StateName}.{name}", detail);
            }
        }
    }

    private static bool IsInOrder(IReadOnlyList<HalfHours>? ranges) =>
        ranges is { Count: <= MaxRanges }
        && ranges.All(range => range is not null && !(range.To <= range.From))
        && ranges.SkipLast(1).Zip(ranges.Skip(1)).All(pair => pair.First.To <= pair.Second.From);
}
