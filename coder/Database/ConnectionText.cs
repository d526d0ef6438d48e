using System.Net;
using Npgsql;

namespace Insights.Coder.Database;

/// <summary>How a Coder's database is named: a connection string of Npgsql, or the URL that Coder itself is given.</summary>
public static class ConnectionText
{
    private static readonly string[] Schemes = ["postgres", "postgresql"];

    /// <summary>The connection that a text describes.</summary>
    /// <exception cref="FormatException">It describes none. The message does not repeat it: it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var builder = Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && Schemes.Contains(url.Scheme) ? OfUrl(url) : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) ? throw new ArgumentException("There is no host.") : builder;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new FormatException(
                "Coder's database must be given as \"Host=...;Database=...;Username=...;Password=...\" or \"postgres://user:password@host/database\".");
        }
    }

    private static NpgsqlConnectionStringBuilder OfUrl(Uri url)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0)
        {
            builder.Port = url.Port;
        }

        if (url.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        }

        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = parameter.Split('=', 2) is [var left, var right] ? (left, WebUtility.UrlDecode(right)) : (parameter, "");
            Apply(builder, name, value);
        }

        return builder;
    }

    // The parameters of libpq that name other things in Npgsql; others are the same or unknown to it.
    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = value switch
                {
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => Enum.Parse<SslMode>(value, ignoreCase: true),
                };
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "search_path":
                builder.SearchPath = value;
                break;
            case "connect_timeout":
                builder.Timeout = int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            case "options":
                builder.Options = value;
                break;
            default:
                builder[name] = value;
                break;
        }
    }
}
