using Insights.Coder.Sending;

namespace Insights.Collector;

/// <summary>The file that the token is in.</summary>
internal static class TokenFile
{
    /// <summary>The token as it is now.</summary>
    /// <exception cref="SinkException">It cannot be read, or there is none in it.</exception>
    public static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(file.FullName, cancellationToken)).Trim();
            return token.Length > 0 && !token.Any(char.IsWhiteSpace) ? token : throw new SinkException($"The file {file} must hold a token and nothing else.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SinkException($"The file {file} with the token cannot be read: {e.Message}", e);
        }
    }
}
