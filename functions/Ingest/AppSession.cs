using Insights.Functions.Http;

namespace Insights.Functions.Ingest;

/// <summary>One session of one user in one workspace app, as it was reported.</summary>
/// <param name="Item">Where it stands in the request.</param>
/// <param name="Template">The template; null where the builds of the workspace are to say.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="User">The user.</param>
/// <param name="Name">The slug or port, or the name of the terminal.</param>
/// <param name="Start">When it started; not before usage is kept.</param>
/// <param name="End">When it ended, or was last reported.</param>
internal sealed record AppSession(
    JsonItem Item, Guid? Template, Guid Workspace, Guid User, string Name, DateTimeOffset Start, DateTimeOffset End);
