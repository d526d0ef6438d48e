using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

public sealed class MinuteTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0, 0)]
    [InlineData("2026-11-22T00:00:00Z", 0, 0)]
    [InlineData("2026-11-22T00:29:59.9999999Z", 0, 29)]
    [InlineData("2026-11-22T00:30:00Z", 1, 0)]
    [InlineData("2026-11-22T23:59:59.999Z", 47, 29)]
    [InlineData("2026-11-23T05:44:00+05:45", 47, 29)]
    public void An_instant_falls_into_a_UTC_half_hour_and_minute(string instant, int halfHour, int minute)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(halfHour, HalfHour.Of(at).OfDay);
        Assert.Equal(1u << minute, MinuteMask.Of(at).Bits);
        Assert.Equal(DateOnly.FromDateTime(at.UtcDateTime), HalfHour.Of(at).Day);
    }

    [Theory]
    [InlineData("10:00:00", "10:00:00", "")]
    [InlineData("10:00:00", "10:00:00.000001", "20:0-0")]
    [InlineData("10:00:59", "10:01:00", "20:0-0")]
    [InlineData("10:00:59", "10:01:00.000001", "20:0-1")]
    [InlineData("10:29:59", "10:30:00.000001", "20:29-29 21:0-0")]
    [InlineData("10:15:00", "11:45:00", "20:15-29 21:0-29 22:0-29 23:0-14")]
    [InlineData("10:15:00", "10:14:00", "")]
    public void A_session_has_the_minutes_from_its_start_to_a_microsecond_before_its_end(string start, string end, string expected)
    {
        var minutes = AppMinutes.Of(UsageGen.Template, Guid.Empty, "app", At(start), At(end));
        Assert.Equal(expected, string.Join(' ', minutes.Select(part => $"{part.HalfHour.OfDay}:{First(part.Minutes)}-{Last(part.Minutes)}")));

        static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-22T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
        static int First(MinuteMask mask) => System.Numerics.BitOperations.TrailingZeroCount(mask.Bits);
        static int Last(MinuteMask mask) => System.Numerics.BitOperations.Log2(mask.Bits);
    }

    [Fact]
    public void A_bit_that_is_no_minute_does_not_construct() => Assert.Throws<ArgumentOutOfRangeException>(() => new MinuteMask(1u << 30));

    [Fact]
    public void A_mask_is_coded_in_one_byte_when_full_and_in_two_when_a_run()
    {
        Assert.Equal(0u, MaskCode.Encode(MinuteMask.Full.Bits));
        for (var first = 0; first < 30; first++)
        {
            for (var last = first; last < 30; last++)
            {
                var bits = MinuteMask.Range(first, last).Bits;
                Assert.InRange(MaskCode.Encode(bits), 0u, (1u << 14) - 1);
                Assert.Equal(bits, MaskCode.Decode(MaskCode.Encode(bits)));
            }
        }
    }

    [Fact]
    public void Any_mask_is_decoded_as_it_was_coded() =>
        Gen.UInt[1, (1u << 30) - 1].Sample(bits => MaskCode.Decode(MaskCode.Encode(bits)) == bits);

    [Theory]
    [InlineData("vscode", "vscode", AppFamily.VisualStudioCode)]
    [InlineData(" VS-Code Insiders ", "vs_code_insiders", AppFamily.Unknown)]
    [InlineData("VSCODE-Insiders", "vscode_insiders", AppFamily.VisualStudioCode)]
    [InlineData("Windsurf", "windsurf", AppFamily.VisualStudioCode)]
    [InlineData("JetBrains", "jetbrains", AppFamily.JetBrains)]
    [InlineData("zed", "zed", AppFamily.Ssh)]
    [InlineData("reconnecting-pty", "reconnecting_pty", AppFamily.ReconnectingPty)]
    [InlineData("sftp", "sftp", AppFamily.Sftp)]
    [InlineData("emacs-daemon", "emacs_daemon", AppFamily.Unknown)]
    public void A_session_name_has_a_normal_form_and_a_family(string name, string normal, AppFamily family)
    {
        Assert.Equal(normal, SessionApp.Normalize(name));
        Assert.Equal(family, SessionApp.FamilyOf(normal));
    }

    [Fact]
    public void A_session_name_is_cut_at_64_characters_and_never_within_one()
    {
        Assert.Equal(new string('x', 64), SessionApp.Normalize(new string('X', 65)));
        var emoji = string.Concat(Enumerable.Repeat("\U0001F600", 70));
        Assert.Equal(emoji[..128], SessionApp.Normalize(emoji));
    }
}
