namespace Insights.Functions.Tests.Architecture;

/// <summary>How a program was called.</summary>
/// <param name="Program">Its name.</param>
/// <param name="Arguments">What it was told.</param>
/// <param name="Variables">The settings in its environment: those whose names begin as ours do.</param>
internal sealed record ProgramCall(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables)
{
    /// <summary>The arguments before those that are for what is run, which <c>--</c> sets apart.</summary>
    public IReadOnlyList<string> Own => [.. Arguments.TakeWhile(argument => argument != "--")];

    /// <summary>The arguments after <c>--</c>.</summary>
    public IReadOnlyList<string> Passed => [.. Arguments.SkipWhile(argument => argument != "--").Skip(1)];

    /// <summary>The value of an option; null where it is not given.</summary>
    public string? ValueOf(params string[] names)
    {
        var at = Own.ToList().FindIndex(names.Contains);
        return at < 0 || at + 1 == Own.Count ? null : Own[at + 1];
    }

    /// <inheritdoc />
    public override string ToString() => $"{Program} {string.Join(' ', Arguments)}";
}
