using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>
/// Statuses as they are stored: by name. Rows from before they were checked may hold any text. What spells a status is read as that
/// one; anything else as suspended, since nobody is let in by a word that nobody understands.
/// </summary>
internal sealed class UserStatusConverter : JsonConverter<UserStatus>
{
    public override UserStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        UserStatusName.Parse(reader.GetString() ?? "") ?? UserStatus.Suspended;

    public override void Write(Utf8JsonWriter writer, UserStatus value, JsonSerializerOptions options) => writer.WriteStringValue(UserStatusName.Of(value));
}
