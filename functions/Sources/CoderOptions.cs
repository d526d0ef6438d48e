using System.ComponentModel.DataAnnotations;
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

    /// <summary>Whether there is one.</summary>
    public bool IsSet => Database.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? problem = null;
        if (IsSet)
        {
            try
            {
                ConnectionText.Parse(Database);
            }
            catch (FormatException e)
            {
                problem = e.Message;
            }
        }

        return problem is null ? [] : [new ValidationResult($"Insights__Coder__Database: {problem}", [nameof(Database)])];
    }
}
