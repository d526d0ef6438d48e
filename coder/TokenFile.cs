namespace Insights.Coder;

/// <summary>A file that a token is in, alone.</summary>
public static class TokenFile
{
    /// <summary>The token as it is now.</summary>
    /// <param name="file">The file.</param>
    /// <param name="failure">Makes what is thrown when it cannot be read, or no token is in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> ReadAsync(FileInfo file, Func<string, Exception?, Exception> failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(failure);
        try
        {
            var token = (await File.ReadAllTextAsync(file.FullName, cancellationToken)).Trim();
            return token.Length > 0 && !token.Any(char.IsWhiteSpace) ? token : throw failure($"The file {file} must hold a token and nothing else.", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw failure($"The file {file} with the token cannot be read: {e.Message}", e);
        }
    }
}
