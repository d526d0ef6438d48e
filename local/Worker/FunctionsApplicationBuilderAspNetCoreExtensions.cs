namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The worker's ASP.NET Core integration.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take an <c>HttpRequest</c>. As in the worker, HTTP functions do not run without it.</summary>
    /// <param name="builder">The application.</param>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.EnableHttp();
        return builder;
    }
}
