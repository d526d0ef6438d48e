namespace Insights.Functions.Access;

/// <summary>What a caller needs before a function is run at all.</summary>
public enum Requirement
{
    /// <summary>Nothing, not even a credential.</summary>
    None,

    /// <summary>A valid credential. What it shows, the function decides by who it is.</summary>
    SignedIn,

    /// <summary>The scope <c>read</c>. What it shows, the function decides by <see cref="TemplateAccess"/>.</summary>
    View,

    /// <summary>The scope <c>admin</c>. Which tokens or lists may be managed, the function decides by who it is.</summary>
    Manage,

    /// <summary>The permission to send data.</summary>
    Ingest,

    /// <summary>The permission to say who has which roles and is on which list, as a source does.</summary>
    SetAccess,

    /// <summary>The permission to see how the service itself is doing: that of who administers it, or may view the insights of every template.</summary>
    Watch,

    /// <summary>The permission to do what concerns everybody.</summary>
    Administer,

    /// <summary>That of an officer to have single people shown.</summary>
    Reveal,

    /// <summary>The permission to know that single people are shown to somebody: that of officers, and of who administers.</summary>
    OverseeReveals,
}
