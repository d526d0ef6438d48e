namespace Insights.Functions.Http;

/// <summary>Times on the wire: RFC 3339, with <c>Z</c> for UTC.</summary>
public static class Rfc3339
{
    /// <summary>0001-01-01T00:00:00Z, the zero time of Go: what collectors send for a time that was never set.</summary>
    public static readonly DateTimeOffset Unset = DateTimeOffset.MinValue;

    private const int FractionStart = 19;
    private const int TickDigits = 7;

    /// <summary>
    /// Reads a date, time and offset. Fractions of a second may have any number of digits; those below 100 ns are cut off.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < FractionStart + 1
            || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)
            || !TryFraction(text[FractionStart..], out var ticks, out var length)
            || !TryOffset(text[(FractionStart + length)..], out var offset)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        if (local.Ticks - offset.Ticks < DateTime.MinValue.Ticks || local.Ticks - offset.Ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(local, offset);
        return true;
    }

    /// <summary>Writes a time with as many digits of the second as it has.</summary>
    public static string Format(DateTimeOffset value)
    {
        var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
        return value.ToString(value.Offset == TimeSpan.Zero ? format + "'Z'" : format + "zzz", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks, out int length)
    {
        (ticks, length) = (0, 0);
        if (text[0] != '.')
        {
            return true;
        }

        length = 1;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            if (length <= TickDigits)
            {
                ticks = (ticks * 10) + (text[length] - '0');
            }

            length++;
        }

        for (var digits = length - 1; digits < TickDigits; digits++)
        {
            ticks *= 10;
        }

        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !Digits(text[1..3], out var hours) || !Digits(text[4..6], out var minutes) || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return offset.Duration() <= TimeSpan.FromHours(14);
    }
}
