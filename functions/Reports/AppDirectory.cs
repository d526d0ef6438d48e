using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>The applications that templates define, numbered in the order they are listed: by slug, display name and icon.</summary>
public sealed class AppDirectory
{
    private readonly Dictionary<(Guid Template, string Slug), int> _numbers;
    private readonly ILookup<int, Guid> _templates;

    /// <summary>A directory of each template's definitions, at most one for each slug of a template.</summary>
    public AppDirectory(IReadOnlyCollection<(Guid Template, TemplateApp App)> definitions)
    {
        Apps =
        [
            .. definitions.Select(definition => definition.App).Distinct()
                .OrderBy(app => app.Slug, Utf8Order.Comparer)
                .ThenBy(app => app.DisplayName, Utf8Order.Comparer)
                .ThenBy(app => app.Icon, Utf8Order.Comparer),
        ];
        var places = Apps.Index().ToDictionary(place => place.Item, place => place.Index);
        _templates = definitions.ToLookup(definition => places[definition.App], definition => definition.Template);
        _numbers = definitions.ToDictionary(definition => (definition.Template, definition.App.Slug), definition => places[definition.App]);
    }

    /// <summary>The directory of what builds define.</summary>
    public static AppDirectory Of(IEnumerable<AppDefinition> definitions) => new(
        [.. definitions.Select(definition => (definition.TemplateId, new TemplateApp(definition.App.Slug, definition.App.DisplayName, definition.App.Icon)))]);

    /// <summary>The applications, by number.</summary>
    public IReadOnlyList<TemplateApp> Apps { get; }

    /// <summary>The number of the application that a name stands for in a template; -1 for a port, a terminal or an unknown slug.</summary>
    public int NumberOf(Guid template, string name) => _numbers.GetValueOrDefault((template, name), -1);

    /// <summary>The templates that define the application of a number.</summary>
    public IEnumerable<Guid> TemplatesOf(int number) => _templates[number];
}
