namespace Insights.Coder.Items;

/// <summary>An agent of a build.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Apps">Its apps.</param>
public sealed record BuildAgent(Guid Id, string Name, IReadOnlyList<BuildApp> Apps);
