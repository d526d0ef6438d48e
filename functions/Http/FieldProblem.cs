namespace Insights.Functions.Http;

/// <summary>What is said of a field that is wrong, in the same words whoever reads it. A value is given as it is shown.</summary>
internal static class FieldProblem
{
    public const string NoId = "must be given: a UUID";

    public const string NoList = "must be given: a list of objects";

    public static string NotAnId(string shown) => $"must be a UUID, but is {shown}";

    public static string NotATime(string shown) => $"must be a time in RFC 3339 such as 2026-01-31T09:30:00Z, but is {shown}";

    public static string NotANumber(string shown) => $"must be a number, but is {shown}";

    /// <param name="bounds">Empty, or what numbers are meant, with a space before.</param>
    /// <param name="shown">The value.</param>
    public static string NotAWholeNumber(string bounds, string shown) => $"must be a whole number{bounds}, but is {shown}";

    public static string NotAnObject(string shown) => $"must be an object, but is {shown}";

    public static string NotAListOfObjects(string shown) => $"must be a list of objects, but is {shown}";

    public static string NameTooLong(int length, int maxLength) => $"has a name of {length} characters; a name may have {maxLength}";
}
