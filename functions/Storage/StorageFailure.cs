using System.Net.Sockets;
using Azure;
using Azure.Identity;

namespace Insights.Functions.Storage;

/// <summary>Decides what is a failure of storage, or of the way to it, that the same request may not meet again later.</summary>
internal static class StorageFailure
{
    // 409 is otherwise an answer to a write that we should not have tried.
    private static readonly string[] PassingConflicts = ["TableBeingDeleted", "QueueBeingDeleted", "AccountBeingCreated"];

    /// <summary>
    /// Whether storage failed: it did not answer, was busy or broken, did not let us in, or what we use of it is not there (yet). A
    /// <see cref="TaskCanceledException"/> counts as a network timeout of the storage clients: who may have cancelled asks for that
    /// first. What storage refuses because a request was wrong (400, 413 and the like) is our own fault.
    /// </summary>
    public static bool Is(Exception exception) => exception switch
    {
        RequestFailedException { Status: 409 } conflict => PassingConflicts.Contains(conflict.ErrorCode),
        RequestFailedException answer => answer.Status is 0 or 401 or 403 or 404 or 408 or 429 or >= 500,
        AuthenticationFailedException or TaskCanceledException => true,

        // What the storage clients throw when every try failed.
        AggregateException tries => tries.InnerExceptions.Count > 0 && tries.InnerExceptions.All(one => one is IOException or SocketException || Is(one)),
        _ => false,
    };
}
