namespace Insights.Local.Demo;

internal sealed record PersonalName(string Given, string Family)
{
    private const string Accented = "ÅÄÖáãåäçéíóöúü";
    private const string Plain = "AAOaaaaceioouu";

    public static PersonalName From(Site site, Dice dice) =>
        new(dice.Pick(site.GivenNames.Split(' ')), dice.Pick(site.FamilyNames.Split(' ')));

    /// <summary>Habits of naming accounts differ, and so do theirs. Letters, digits and hyphens only.</summary>
    public string Username(Dice dice)
    {
        var (given, family) = (Fold(Given), Fold(Family));
        return dice.Between(0, 3) switch
        {
            0 => given + "-" + family,
            1 => given + family[0],
            _ => given[0] + family,
        };
    }

    public override string ToString() => $"{Given} {Family}";

#pragma warning disable CA1308 // Usernames are lower case.
    private static string Fold(string name) =>
        string.Concat(name.Select(c => Accented.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Plain[i] : c)).ToLowerInvariant();
#pragma warning restore CA1308
}
