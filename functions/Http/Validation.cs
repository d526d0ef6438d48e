namespace Insights.Functions.Http;

/// <summary>Collects what is wrong with the fields of one request, so that one answer names all of it.</summary>
public sealed class Validation
{
    /// <summary>The most errors that one answer names.</summary>
    public const int MaxErrors = 100;

    private readonly List<FieldError> _errors = [];

    /// <summary>How many errors are recorded.</summary>
    public int Count => _errors.Count;

    /// <summary>Whether no more errors are taken, so that looking further is pointless.</summary>
    public bool IsFull => _errors.Count >= MaxErrors;

    /// <summary>Records an error, unless there are too many.</summary>
    public void Add(string field, string detail)
    {
        if (!IsFull)
        {
            _errors.Add(new FieldError(field, detail));
        }
    }

    /// <summary>Ends the request with 400 when anything is wrong.</summary>
    /// <exception cref="ApiException">Something is wrong.</exception>
    public void ThrowIfInvalid(string message)
    {
        if (_errors.Count > 0)
        {
            throw ApiException.BadRequest(message, _errors);
        }
    }
}
