using System.Text.Json.Serialization;

namespace Insights.Functions.Catalog;

/// <summary>From when on a workspace had a template, as one of its builds says.</summary>
/// <param name="CreatedAt">When the build was made.</param>
/// <param name="BuildNumber">Its number in the workspace.</param>
/// <param name="BuildId">Its id.</param>
/// <param name="TemplateId">The template it was built from.</param>
public sealed record WorkspaceTurn(DateTimeOffset CreatedAt, int BuildNumber, Guid BuildId, Guid TemplateId)
{
    /// <summary>How recent the build is.</summary>
    [JsonIgnore]
    public BuildOrder Order => new(CreatedAt, BuildNumber, BuildId);

    /// <summary>What a build says.</summary>
    public static WorkspaceTurn Of(WorkspaceBuild build) => new(build.CreatedAt, build.BuildNumber, build.Id, build.TemplateId);
}
