namespace Insights.Functions.Catalog;

/// <summary>What Coder says of a user's account. There are no others: an unknown one would have to be let in or kept out by guessing.</summary>
public enum UserStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Not in use for a while. Who signs in is active again.</summary>
    Dormant,

    /// <summary>Locked: may not sign in.</summary>
    Suspended,
}
