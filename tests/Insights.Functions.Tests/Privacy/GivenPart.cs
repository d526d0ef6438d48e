using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What one person did with one application in one half-hour.</summary>
internal sealed record GivenPart(int Template, int HalfHour, int Name, int User, uint Minutes, float Latency)
{
    public HalfHour At => new(PrivacyGen.First.Number + HalfHour);
}
