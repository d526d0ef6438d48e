namespace Insights.Functions.Catalog;

/// <summary>Statuses as text, on the wire and in storage.</summary>
public static class UserStatusName
{
    private static readonly (string Name, UserStatus Status)[] Names =
        [("active", UserStatus.Active), ("dormant", UserStatus.Dormant), ("suspended", UserStatus.Suspended)];

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(pair => pair.Name)];

    /// <summary>The status of a name, in any case and with blanks around it; null for anything else.</summary>
    public static UserStatus? Parse(string text)
    {
        var name = text.AsSpan().Trim();
        foreach (var (known, status) in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return status;
            }
        }

        return null;
    }

    /// <summary>The name of a status.</summary>
    public static string Of(UserStatus status) => Names[(int)status].Name;
}
