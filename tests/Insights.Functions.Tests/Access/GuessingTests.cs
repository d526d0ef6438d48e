using System.Net;
using Insights.Functions.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Who guesses slows down guesses, and nothing else: not even those who share his address.</summary>
public sealed class GuessingTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    [Theory]
    [InlineData("users/me")]
    [InlineData("tokens")] // Judged by what is stored now.
    public async Task A_valid_credential_works_from_an_address_that_guesses_though_it_was_never_used_there(string path)
    {
        var address = world.NewAddress();
        var known = (await world.NewTokenAsync("owner", "read", "admin"))["token"]!.GetValue<string>();
        await GuessAsync(address, 3 * SignInThrottle.MaxFailures);
        (await GuessAsync(address, 1)).Single().AssertError(HttpStatusCode.TooManyRequests);

        var fresh = (await world.NewTokenAsync("owner", "read", "admin"))["token"]!.GetValue<string>();
        var signIn = world.Issuer.Token("oid-owner", world.App.Clock.GetUtcNow());
        foreach (var credential in (string[])[known, fresh, signIn, InsightsApp.Token])
        {
            (await world.SendWithAsync(credential, "GET", path, address: address)).AssertStatus(HttpStatusCode.OK);
        }

        // The same id with another secret is a guess.
        (await world.SendWithAsync(fresh[..11] + TokenText.New().Secret, "GET", path, address: address)).AssertError(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("users/me")]
    [InlineData("tokens")]
    public async Task However_many_ids_are_guessed_at_once_storage_is_asked_a_few_times(string path)
    {
        var address = world.NewAddress();
        using var calls = new StorageCalls(world.App.Account);
        var begin = TimeProvider.System.GetTimestamp();
        var answers = await GuessAsync(address, 300, path);
        Assert.All(answers, answer => Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]));

        // Each of the first ids by itself; then all ids there are, once in each second begun.
        var seconds = (int)TimeProvider.System.GetElapsedTime(begin).TotalSeconds + 1;
        Assert.InRange(calls.Total, 1, SignInThrottle.MaxFailures + seconds);
    }

    private Task<ApiAnswer[]> GuessAsync(string address, int count, string path = "users/me") =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => world.SendWithAsync(TokenText.New().Reveal(), "GET", path, address: address)));
}
