using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>The tests that share the demo, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<Demo>
{
    public const string Name = "Demo";
}
