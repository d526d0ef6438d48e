using System.Text.Json.Serialization;
using Insights.Functions.Http;

namespace Insights.Functions.Administration;

[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(IReadOnlyList<TokenAnswer>))]
[JsonSerializable(typeof(RolesBody))]
[JsonSerializable(typeof(AclBody))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(UsersAnswer))]
[JsonSerializable(typeof(GroupsAnswer))]
[JsonSerializable(typeof(OrganizationsAnswer))]
[JsonSerializable(typeof(CurrentUserAnswer))]
[JsonSerializable(typeof(AuthMethodsAnswer))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(ErasuresAnswer))]
[JsonSerializable(typeof(OwnErasureAnswer))]
[JsonSerializable(typeof(ErasureRequestsAnswer))]
[JsonSerializable(typeof(StorageReportAnswer))]
[JsonSerializable(typeof(OperationsFunction.HealthAnswer))]
[JsonSerializable(typeof(OperationsFunction.BuildInfoAnswer))]
internal sealed partial class AdministrationJson : JsonSerializerContext
{
    public static AdministrationJson Api { get; } = new(ApiJson.NewOptions());
}
