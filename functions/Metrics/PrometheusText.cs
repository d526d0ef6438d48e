using System.Globalization;
using System.Text;

namespace Insights.Functions.Metrics;

/// <summary>Writes metrics in Prometheus's text format.</summary>
internal sealed class PrometheusText
{
    /// <summary>The type of what is written, with its version.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>A metric that goes up and down.</summary>
    public void Gauge(string name, string help, IEnumerable<PrometheusSample> samples) => Write(name, "gauge", help, samples);

    /// <summary>A metric that goes up, and begins again from 0.</summary>
    public void Counter(string name, string help, IEnumerable<PrometheusSample> samples) => Write(name, "counter", help, samples);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // Two samples with the same labels are refused by Prometheus, and with them all others: they are added up, as templates of one name are.
    private void Write(string name, string type, string help, IEnumerable<PrometheusSample> samples)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(help, quotes: false)).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var sample in samples.GroupBy(sample => string.Join(',', sample.Labels.Select(label => $"{label.Name}=\"{Escaped(label.Value, quotes: true)}\""))))
        {
            _text.Append(name);
            if (sample.Key.Length > 0)
            {
                _text.Append('{').Append(sample.Key).Append('}');
            }

            _text.Append(' ').Append(sample.Sum(one => one.Value).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    private static string Escaped(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
