using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>Asks for passes over a template's partitions: of one day, of adjacent days, or of all that have news.</summary>
/// <param name="Template">The template.</param>
/// <param name="Day">The UTC day, or the first one.</param>
/// <param name="NoImportAt">
/// When the dispatcher saw that no import goes on, which it alone can see: for a while after it passes may also settle and seal what is
/// ripe for it. Null where nobody has looked.
/// </param>
/// <param name="Through">The last UTC day; null for no other than <paramref name="Day"/>.</param>
/// <param name="News">Whether all days of the template that are over and got usage since the last pass are meant, whichever they are.</param>
/// <param name="Others">Further templates of which the same days are due; null for none.</param>
internal sealed record FoldMessage(
    Guid Template,
    DateOnly Day,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? NoImportAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? Through = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool News = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? Others = null)
{
    /// <summary>All templates.</summary>
    public IEnumerable<Guid> Templates() => [Template, .. Others ?? []];

    /// <summary>All partitions, if <see cref="News"/> does not say otherwise.</summary>
    public IEnumerable<(Guid Template, DateOnly Day)> Partitions() => Templates().SelectMany(_ => Days(), (template, day) => (template, day));

    /// <summary>The days, if <see cref="News"/> does not say otherwise.</summary>
    public IEnumerable<DateOnly> Days()
    {
        for (var day = Day; day <= (Through ?? Day); day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
