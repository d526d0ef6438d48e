using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Sources;

/// <summary>
/// Tells the host of the functions that there are, without the timer that follows a Coder where none is to be followed: a function that the
/// host does not know is never run, is no instance and costs nothing.
/// </summary>
internal sealed class SourceFunctions(IFunctionMetadataProvider all, IOptions<CoderOptions> options) : IFunctionMetadataProvider
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory)
    {
        var functions = await all.GetFunctionMetadataAsync(directory);
        return options.Value.IsSet ? functions : functions.RemoveAll(function => function.Name == nameof(FollowCoderFunction.FollowCoder));
    }
}
