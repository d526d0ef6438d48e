using Insights.Functions.Http;
using Insights.Functions.Insights.Behind;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each user behind a figure.</summary>
public sealed class PeopleSection(BehindReader reader) : NamedSection
{
    /// <summary>Its name on the wire.</summary>
    public const string OnTheWire = "people";

    /// <inheritdoc/>
    public override string Name => OnTheWire;

    internal override bool IsOfPeople => true;

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var people = await reader.ReadAsync(asked.Asked, asked.Behind, cancellationToken);
        return new ExportSection(
            Name,
            ["user_id", "username", "name", "seconds", "hours", "half_hours", "p50_ms", "p95_ms", "workspaces", "first_at", "last_at", "template_ids", "templates"],
            Later(() => asked.Names.Listed(people).Select(person => new[]
            {
                CsvField.Of(person.UserId), CsvField.Of(asked.Names.Username(person.UserId)), CsvField.Of(asked.Names.Name(person.UserId)),
                person.Seconds is { } seconds ? CsvField.Of(seconds) : CsvField.Empty, person.Seconds is { } time ? CsvField.OfHours(time) : CsvField.Empty,
                CsvField.Of(person.HalfHours), CsvField.Of(person.Latency?.P50), CsvField.Of(person.Latency?.P95), CsvField.Of(person.Workspaces),
                person.FirstAt is { } first ? CsvField.Of(first) : CsvField.Empty, person.LastAt is { } last ? CsvField.Of(last) : CsvField.Empty,
                CsvField.Of(person.TemplateIds), CsvField.Of(asked.Names.Templates(person.TemplateIds)),
            })));
    }
}
