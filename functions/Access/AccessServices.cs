using Insights.Functions.Access.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Access;

/// <summary>Registers what this room holds.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations();
        services.AddOptionsWithValidateOnStart<SourcedAccessOptions>().BindConfiguration(SourcedAccessOptions.Section).ValidateDataAnnotations();
        services.ConfigureOptions<UnresolvedReference>();
        services.AddSingleton<BootstrapToken>();
        services.AddHostedService<BootstrapWarning>();
        services.AddSingleton<TokenIds>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<SessionIds>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<AccessDirectory>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<TemplateAccess>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SourcedAccess>();
        services.AddSingleton<AccessMiddleware>();
        return services;
    }
}
