namespace Insights.Functions.Privacy;

/// <summary>What reports say of people, from the most to the least.</summary>
public enum PrivacyLevel
{
    /// <summary>Everything, by name.</summary>
    Named,

    /// <summary>What each one did, under pseudonyms that hold within one report.</summary>
    Pseudonymous,

    /// <summary>What many did together; nobody is followed from one day to the next, nor from one template to another.</summary>
    Aggregated,
}
