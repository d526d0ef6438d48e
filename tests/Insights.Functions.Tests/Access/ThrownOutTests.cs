using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Whom the catalog has thrown out is not taken for somebody whom it never knew.</summary>
public sealed class ThrownOutTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private static readonly string[] Routes = ["users/me", "tokens", "audit", "templates", $"users/{AccessWorld.IdOf("owner")}/roles"];

    [Theory]
    [InlineData("""{"deleted": true}""")]
    [InlineData("""{"status": "suspended"}""")]
    [InlineData("""{"status": "Suspended"}""")]
    [InlineData("""{"status": "SUSPENDED "}""")]
    [InlineData("""{"status": "active", "deleted": true}""")]
    public async Task Who_is_deleted_or_suspended_is_refused_whatever_his_claims_say(string fields)
    {
        var (id, subject) = (Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        var signIn = world.Issuer.Token(subject, world.App.Clock.GetUtcNow(), "Insights.Owner", "Insights.Auditor");
        await PostAsync(UserOf(id, subject, "{}"));
        await AssertAllAsync(signIn, HttpStatusCode.OK);
        await PostAsync(UserOf(id, subject, fields));
        await AssertAllAsync(signIn, HttpStatusCode.Unauthorized);
        await PostAsync(UserOf(id, subject, """{"deleted": false, "status": "active"}"""));
        await AssertAllAsync(signIn, HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_active_user_with_the_sign_in_of_one_that_was_deleted_is_let_in()
    {
        var (before, after, subject) = (Guid.NewGuid(), Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        var signIn = world.Issuer.Token(subject, world.App.Clock.GetUtcNow());
        await PostAsync(UserOf(before, subject, """{"deleted": true}"""));
        await PostAsync(UserOf(after, subject, "{}"));
        Assert.Equal(after.ToString(), (await MeAsync(signIn)).AssertStatus(HttpStatusCode.OK).Body["id"]!.GetValue<string>());
        await PostAsync(UserOf(after, subject, """{"status": "suspended"}"""));
        (await MeAsync(signIn)).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_suspended_user_does_not_keep_out_the_active_one_with_his_sign_in_and_of_two_active_ones_none_is_let_in()
    {
        // Stored as before the catalog was checked for it.
        var subject = $"oid-{Guid.NewGuid()}";
        var signIn = world.Issuer.Token(subject, world.App.Clock.GetUtcNow(), "Insights.Owner");
        var catalog = world.App.Services.GetRequiredService<CatalogTable>();
        UserUpdate User(int number, UserStatus status) => new()
        {
            Id = new Guid(number, 0, 0, Guid.NewGuid().ToByteArray()[..8]),
            Username = $"twin-{number}",
            OidcSubject = subject,
            Status = status,
            IsOwners = true,
        };
        var (first, second) = (User(1, UserStatus.Suspended), User(2, UserStatus.Active));
        await catalog.ApplyAsync([first, second], TestContext.Current.CancellationToken);
        Assert.Equal(second.Id.ToString(), (await MeAsync(signIn)).AssertStatus(HttpStatusCode.OK).Body["id"]!.GetValue<string>());
        await catalog.ApplyAsync([first with { Status = UserStatus.Active }], TestContext.Current.CancellationToken);
        Assert.Contains("several", (await MeAsync(signIn)).AssertError(HttpStatusCode.Unauthorized).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspension_that_is_dated_ahead_holds_from_then_on_and_a_later_date_does_not_keep_one_from_holding()
    {
        var (id, subject) = (Guid.NewGuid(), $"oid-{Guid.NewGuid()}");
        var signIn = world.Issuer.Token(subject, world.App.Clock.GetUtcNow());
        string At(int minutes) => world.App.Clock.GetUtcNow().AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await PostAsync(UserOf(id, subject, """{"status": "active"}"""));
        await PostAsync(UserOf(id, subject, $$"""{"status": "suspended", "status_changed_at": "{{At(6)}}"}"""));
        (await MeAsync(signIn)).AssertStatus(HttpStatusCode.OK);
        world.App.Clock.Advance(TimeSpan.FromMinutes(7));
        (await MeAsync(signIn)).AssertError(HttpStatusCode.Unauthorized);

        await PostAsync(UserOf(id, subject, $$"""{"status": "active", "status_changed_at": "{{At(9)}}"}"""));
        await PostAsync(UserOf(id, subject, """{"status": "suspended"}"""));
        (await MeAsync(signIn)).AssertError(HttpStatusCode.Unauthorized);
    }

    private static JsonObject UserOf(Guid id, string subject, string fields)
    {
        var user = JsonNode.Parse(fields)!.AsObject();
        user["id"] = id;
        user["username"] = $"user-{id:N}";
        user["oidc_subject"] = subject;
        return user;
    }

    private Task PostAsync(JsonObject user) => world.App.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(user) });

    private Task<ApiAnswer> MeAsync(string credential) => world.SendWithAsync(credential, "GET", "users/me");

    private async Task AssertAllAsync(string credential, HttpStatusCode status)
    {
        foreach (var route in Routes)
        {
            (await world.SendWithAsync(credential, "GET", route)).AssertStatus(status);
        }
    }
}
