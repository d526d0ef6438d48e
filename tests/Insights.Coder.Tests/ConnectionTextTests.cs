using Insights.Coder.Database;
using Npgsql;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>A database is named as Npgsql names it, or as Coder does.</summary>
public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData("postgres://reader:p%40ss@db.internal:6432/coder?sslmode=require", "db.internal", 6432, "coder", "reader", "p@ss", SslMode.Require)]
    [InlineData("postgresql://reader@db.internal/coder?sslmode=verify-full&search_path=other", "db.internal", 5432, "coder", "reader", null, SslMode.VerifyFull)]
    [InlineData("Host=db.internal;Database=coder;Username=reader;Password=secret;SSL Mode=Require", "db.internal", 5432, "coder", "reader", "secret", SslMode.Require)]
    public void Both_forms_mean_the_same(string text, string host, int port, string database, string user, string? password, SslMode ssl)
    {
        var connection = ConnectionText.Parse(text);

        Assert.Equal(
            (host, port, database, user, password, ssl),
            (connection.Host, connection.Port, connection.Database, connection.Username, connection.Password, connection.SslMode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("Database=coder;Password=hunter2")]
    [InlineData("Host=db;Colour=hunter2")]
    [InlineData("postgres://reader:hunter2@db/coder?sslmode=sometimes")]
    [InlineData("https://reader:hunter2@db/coder")]
    public void What_is_neither_is_refused_without_repeating_a_password(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => ConnectionText.Parse(text));

        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }
}
