using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>The field by which roles or a list are given back to the source they came from, or taken from it.</summary>
internal static class OriginField
{
    public const string Name = "origin";

    /// <summary>What it may be.</summary>
    public static BodyField Schema { get; } = BodyField.Choice(Name, [AccessOrigin.Local, AccessOrigin.Coder]).About("Who says so from now on: `coder` lets a source say, as Coder has it.");

    /// <summary>Reads it; null when somebody here says so, which is what a change means without it.</summary>
    public static string? Read(JsonItem item)
    {
        switch (item.OptionalText(Name, maxLength: 16))
        {
            case null or AccessOrigin.Local:
                return null;
            case AccessOrigin.Coder:
                return AccessOrigin.Coder;
            case var other:
                item.Fail(Name, $"must be \"{AccessOrigin.Local}\" or, to let Coder say from now on, \"{AccessOrigin.Coder}\", but is \"{JsonItem.Shown(other)}\"");
                return null;
        }
    }
}
