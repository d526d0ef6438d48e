namespace Insights.Functions.Insights;

/// <summary>
/// The decision that people may be named. Only <see cref="PrivacyDoor"/> makes one, and what says who did what is read with one only:
/// there is no report on persons without a decision.
/// </summary>
public abstract class NamedPeople
{
    private protected NamedPeople()
    {
    }
}
