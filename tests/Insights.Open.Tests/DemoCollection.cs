using Xunit;

namespace Insights.Open.Tests;

/// <summary>The tests that read the demo.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<Demo>
{
    public const string Name = "Demo";
}
