using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Insights.Functions.Storage;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>What is a failure of storage, and what is a fault of ours.</summary>
public sealed class StorageFailureTests
{
    [Theory]
    [InlineData(0, null, true)]
    [InlineData(400, "InvalidInput", false)]
    [InlineData(401, null, true)]
    [InlineData(403, "AuthorizationFailure", true)]
    [InlineData(404, "TableNotFound", true)]
    [InlineData(408, null, true)]
    [InlineData(409, "TableBeingDeleted", true)]
    [InlineData(409, "QueueBeingDeleted", true)]
    [InlineData(409, "EntityAlreadyExists", false)]
    [InlineData(409, null, false)]
    [InlineData(412, "UpdateConditionNotSatisfied", false)]
    [InlineData(413, "RequestBodyTooLarge", false)]
    [InlineData(429, null, true)]
    [InlineData(500, "OperationTimedOut", true)]
    [InlineData(503, "ServerBusy", true)]
    public void An_answer_of_storage_is_known_by_its_status(int status, string? code, bool expected) =>
        Assert.Equal(expected, StorageFailure.Is(new RequestFailedException(status, "x", code, null)));

    [Fact]
    public void An_identity_that_gets_no_token_and_a_timeout_are_failures_of_storage()
    {
        Assert.True(StorageFailure.Is(new AuthenticationFailedException("x")));
        Assert.True(StorageFailure.Is(new CredentialUnavailableException("x")));
        Assert.True(StorageFailure.Is(new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout.")));
    }

    [Fact]
    public void Tries_that_failed_in_the_same_way_are_one_failure()
    {
        Assert.True(StorageFailure.Is(new AggregateException(
            new RequestFailedException(0, "refused"), new TaskCanceledException(), new IOException(), new SocketException())));
        Assert.False(StorageFailure.Is(new AggregateException(new RequestFailedException(0, "refused"), new InvalidOperationException())));
        Assert.False(StorageFailure.Is(new AggregateException(new RequestFailedException(400, "bad"))));
        Assert.False(StorageFailure.Is(new AggregateException()));
    }

    [Fact]
    public void Anything_else_is_a_fault()
    {
        // By itself it is of the caller's connection, not of storage.
        Assert.False(StorageFailure.Is(new IOException()));
        Assert.False(StorageFailure.Is(new InvalidDataException()));
        Assert.False(StorageFailure.Is(new OperationCanceledException()));
        Assert.False(StorageFailure.Is(new InvalidOperationException()));
    }
}
