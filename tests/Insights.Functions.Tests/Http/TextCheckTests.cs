using System.Text;
using Insights.Functions.Http;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Which JSON has strings and names that are no text, and where.</summary>
public sealed class TextCheckTests
{
    [Theory]
    [InlineData("""{"a":"\ud800"}""", 5)]
    [InlineData("""{"a":"\uDFFF"}""", 5)]
    [InlineData("""{"\uDbff":1}""", 1)]
    [InlineData("""{"a":"\ude00\ud83d"}""", 5)]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", 5)]
    [InlineData("""{"a":[1,{"b":"fine","c":"x\ud9ffx"}]}""", 24)]
    [InlineData("""{"a":"\ud83d\ude00","b":"\udc00"}""", 24)]
    [InlineData("""{"a":"\ud83d\ude00 \\ud800 \u00e4 \ue000 \ud7ff \uff00"}""", null)]
    [InlineData("""{"a":"\\ud800"}""", null)]
    [InlineData("{}", null)]
    public void Half_a_surrogate_pair_is_found(string json, int? expected) =>
        Assert.Equal(expected, (int?)TextCheck.FirstHalfPair(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_found()
    {
        Assert.True(TextCheck.IsUtf8("""{"a":"ä€😀"}"""u8));
        Assert.False(TextCheck.IsUtf8([.. "{\"a\":\""u8, 0xFF, 0xFE, .. "\"}"u8]));
        Assert.False(TextCheck.IsUtf8([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8])); // Half a pair, as UTF-8 would write it.
    }
}
