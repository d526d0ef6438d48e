using Insights.Functions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Dashboard;

/// <summary>Makes the answers that the page consists of.</summary>
/// <param name="auth">How people sign in.</param>
/// <param name="dashboard">What the page may show.</param>
public sealed class DashboardPages(IOptions<AuthOptions> auth, IOptions<DashboardOptions> dashboard)
{
    private readonly string _policy = ContentPolicy.Of(auth.Value.ClientId.Length > 0 ? auth.Value.Authority : null, dashboard.Value.ListOrigins());

    /// <summary>The page.</summary>
    public IResult Page() => new DashboardResult(DashboardFiles.Page, _policy);

    /// <summary>The page where an address leads nowhere, which it says: 404.</summary>
    public IResult UnknownPage() => new DashboardResult(DashboardFiles.Page, _policy, StatusCodes.Status404NotFound);

    /// <summary>A file of the page; null for one that there is not.</summary>
    public IResult? FindAsset(string name) => DashboardFiles.FindAsset(name) is { } file ? new DashboardResult(file, _policy) : null;
}
