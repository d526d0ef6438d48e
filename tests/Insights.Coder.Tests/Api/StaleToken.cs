using Insights.Coder.Api;
using Insights.Coder.Following;
using Insights.Functions.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Coder.Tests.Api;

/// <summary>A deployment whose token has been replaced, and a source that may not know it yet.</summary>
internal sealed class StaleToken : IAsyncDisposable
{
    private CoderApi? _api;

    public StaleToken(CoderServer server) => server.Token = "the-second-token-of-Coder";

    public CoderSource NewSource(ApiWorld world, Func<string> token)
    {
        _api = CoderApi.At(world.Server.Address, _ => Task.FromResult(token()), world.Pauses);
        return CoderSource.Of(_api, world.App.Services.GetRequiredService<DirectSink>(), SourceOptions.OfApi, world.App.Clock, world.Log.LoggerOf<CoderSource>());
    }

    public ValueTask DisposeAsync()
    {
        _api?.Dispose();
        return ValueTask.CompletedTask;
    }
}
