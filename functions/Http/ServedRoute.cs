namespace Insights.Functions.Http;

/// <summary>A route of the service.</summary>
/// <param name="Function">The name of the function that takes it.</param>
/// <param name="DeclaredIn">The class that has the function.</param>
/// <param name="Template">Its path, with the parameters of it in braces, without a slash before it.</param>
/// <param name="Methods">Its methods, in capitals.</param>
public sealed record ServedRoute(string Function, Type DeclaredIn, string Template, IReadOnlyList<string> Methods);
