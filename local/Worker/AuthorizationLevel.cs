namespace Microsoft.Azure.Functions.Worker;

/// <summary>The kind of function key the real host asks for. Here every level is open.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous,

    /// <summary>A user's identity.</summary>
    User,

    /// <summary>The function's key.</summary>
    Function,

    /// <summary>A system key.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
