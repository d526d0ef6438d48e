namespace Insights.Coder.Sending;

/// <summary>How much was sent.</summary>
/// <param name="Sent">Items that were taken.</param>
/// <param name="Refused">Items that were refused.</param>
internal readonly record struct SendCount(int Sent, int Refused)
{
    public static SendCount operator +(SendCount left, SendCount right) => new(left.Sent + right.Sent, left.Refused + right.Refused);
}
