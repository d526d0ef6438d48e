namespace Insights.Local.Demo;

/// <summary>What the catalog says of a user from a moment on: active, dormant or suspended.</summary>
internal sealed record StatusChange(string Status, DateTime At, bool Deleted = false);
