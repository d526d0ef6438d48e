namespace Insights.Functions.Access;

/// <summary>What a template's access control list may grant.</summary>
public static class AclPermission
{
    /// <summary>Viewing its insights.</summary>
    public const string ViewInsights = "view_insights";

    /// <summary>Viewing its insights and editing its list.</summary>
    public const string Admin = "admin";

    /// <summary>Nothing: takes somebody off the list.</summary>
    public const string None = "";
}
