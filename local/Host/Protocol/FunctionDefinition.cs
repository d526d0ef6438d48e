using System.Text.Json;

namespace DevelopmentHost.Protocol;

/// <summary>A function as its worker describes it.</summary>
/// <param name="Id">The worker's id of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trigger">The trigger's binding, as function.json has it.</param>
internal sealed record FunctionDefinition(string Id, string Name, JsonElement Trigger)
{
    private const string TriggerSuffix = "Trigger";

    /// <summary>Whether a setting switches it off. A route of it stays mapped then, and hides what comes after it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The kind of trigger, such as <c>httpTrigger</c>.</summary>
    public string TriggerType => Text("type")!;

    /// <summary>The name of the trigger's parameter.</summary>
    public string Parameter => Text("name")!;

    /// <summary>Whether the worker converts what it is given by itself (deferred binding).</summary>
    public bool TakesBindingData => Trigger.TryGetProperty("properties", out var properties)
        && properties.TryGetProperty("supportsDeferredBinding", out var deferred)
        && string.Equals(deferred.ToString(), bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="HostStartException">It has no trigger.</exception>
    public static FunctionDefinition Of(RpcFunctionMetadata metadata) =>
        metadata.RawBindings.Select(Parse).FirstOrDefault(IsTrigger) is { ValueKind: JsonValueKind.Object } trigger
            ? new(metadata.FunctionId, metadata.Name, trigger)
            : throw new HostStartException($"Function {metadata.Name} has no trigger.");

    /// <summary>A text of the trigger's binding.</summary>
    public string? Text(string property) =>
        Trigger.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A truth of the trigger's binding.</summary>
    public bool? Truth(string property) =>
        Trigger.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>Texts of the trigger's binding; null where there are none.</summary>
    public string[]? Texts(string property) =>
        Trigger.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(text => text.GetString()!)]
            : null;

    private static bool IsTrigger(JsonElement binding) =>
        binding.TryGetProperty("type", out var type) && type.GetString()!.EndsWith(TriggerSuffix, StringComparison.OrdinalIgnoreCase);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
