namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on an HTTP request. The parameter is the <c>HttpRequest</c>.</summary>
/// <param name="authLevel">The key the real host asks for; not looked at here.</param>
/// <param name="methods">The methods accepted; none means any.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>A trigger at the level <see cref="AuthorizationLevel.Function"/>.</summary>
    /// <param name="methods">The methods accepted; none means any.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>The key the real host asks for.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>The methods accepted; none means any.</summary>
    public string[] Methods { get; } = methods;

    /// <summary>The route below the prefix of host.json. Null or empty means the function's name.</summary>
    public string? Route { get; set; }
}
