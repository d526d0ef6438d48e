namespace Insights.Local.Hosting.Invocation;

/// <summary>Calls a function's method; compiled once, so a call costs no reflection.</summary>
/// <param name="instance">The function class, ignored by a static method.</param>
/// <param name="arguments">One value a parameter.</param>
/// <returns>What the method returned, unwrapped; null for none.</returns>
internal delegate ValueTask<object?> FunctionBody(object? instance, object?[] arguments);
