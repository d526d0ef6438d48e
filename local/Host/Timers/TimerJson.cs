using System.Text.Json.Serialization;

namespace DevelopmentHost.Timers;

/// <summary>The JSON of timers.</summary>
[JsonSerializable(typeof(TimerStatus))]
[JsonSerializable(typeof(TimerTriggerValue))]
internal sealed partial class TimerJson : JsonSerializerContext;
