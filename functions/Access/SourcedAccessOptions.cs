using System.ComponentModel.DataAnnotations;
using Insights.Functions.Storage;

namespace Insights.Functions.Access;

/// <summary>Who says which roles people have and who is on which list. Setting <c>Insights__Coder__Access</c>.</summary>
public sealed class SourcedAccessOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Coder";

    /// <summary>
    /// <c>coder</c>: what a source tells is followed, except where it was set here. <c>local</c>: roles and lists are set here alone.
    /// </summary>
    [AllowedValues(AccessOrigin.Coder, AccessOrigin.Local)]
    public string Access { get; set; } = AccessOrigin.Coder;
}
