using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Insights.Functions.Tests.Access;

/// <summary>
/// Lets a test call from any address. The host tells the worker who is at the other end of its own connection, in X-Forwarded-For and
/// whatever the caller wrote there; all callers of the tests would be 127.0.0.1. This puts the address that a test names in its place.
/// </summary>
internal sealed class CallerAddress : IStartupFilter
{
    public const string Header = "X-Test-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, following) =>
        {
            if (http.Request.Headers.TryGetValue(Header, out var address))
            {
                http.Request.Headers["X-Forwarded-For"] = address;
            }

            return following(http);
        });
        next(app);
    };
}
