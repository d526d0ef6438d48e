using Insights.Functions.Catalog;
using Insights.Functions.Reports.Adoption;

namespace Insights.Functions.Insights.People;

/// <summary>Who may use the templates of a report, with what that is known from.</summary>
/// <param name="Templates">The templates, also those that nobody uses, ascending.</param>
/// <param name="Users">All users.</param>
/// <param name="Groups">All groups.</param>
/// <param name="Eligibility">Who may use which of the templates.</param>
internal sealed record EligibleUsers(
    IReadOnlyList<Guid> Templates, IReadOnlyDictionary<Guid, User> Users, IReadOnlyDictionary<Guid, Group> Groups, Eligibility Eligibility);
