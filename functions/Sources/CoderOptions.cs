using System.ComponentModel.DataAnnotations;
using Insights.Coder.Api;
using Insights.Coder.Database;

namespace Insights.Functions.Sources;

/// <summary>The Coder deployment that is followed from here. Settings <c>Insights__Coder__*</c>.</summary>
public sealed class CoderOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Coder";

    /// <summary>
    /// Its database, as a connection string of Npgsql or as a <c>postgres://</c> URL; empty where none is followed from here. Without a
    /// password the identity of the app signs in, as Azure Database for PostgreSQL lets it.
    /// </summary>
    public string Database { get; set; } = "";

    /// <summary>Its address, where it is read by its API and not by its database; such as <c>https://coder.example.com</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>The token for its API.</summary>
    public string Token { get; set; } = "";

    /// <summary>Whether there is one.</summary>
    public bool IsSet => Database.Length > 0 || Url.Length > 0;

    /// <summary>Whether it is read by its API.</summary>
    public bool UsesApi => Url.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Database.Length > 0 && Url.Length > 0)
        {
            yield return new ValidationResult("Insights__Coder__Url: Coder is read by its database (Insights__Coder__Database) or by its API, not by both.", [nameof(Url)]);
        }

        if (Database.Length > 0 && ProblemOf(() => ConnectionText.Parse(Database)) is { } problem)
        {
            yield return new ValidationResult($"Insights__Coder__Database: {problem}", [nameof(Database)]);
        }

        if (Url.Length > 0 && ProblemOf(() => CoderAddress.Parse(Url)) is { } wrong)
        {
            yield return new ValidationResult($"Insights__Coder__Url: {wrong}", [nameof(Url)]);
        }

        if (Url.Length > 0 && Token.Length == 0)
        {
            yield return new ValidationResult("Insights__Coder__Token: Coder's API takes a token.", [nameof(Token)]);
        }
    }

    private static string? ProblemOf(Func<object> parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
