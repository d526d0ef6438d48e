namespace Insights.Local.Demo;

internal sealed record DemoOption(string Name, string Value, string Icon = "", string Description = "");
