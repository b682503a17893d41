using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>Arguments as a flat JSON object of strings and whole numbers, by name, so that equal facts are equal bytes.</summary>
internal sealed class ArgumentsConverter : JsonConverter<IReadOnlyDictionary<string, object>>
{
    public override IReadOnlyDictionary<string, object> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Arguments are an object.");
        var arguments = new Dictionary<string, object>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            arguments[name] = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => reader.GetInt64(),
                _ => throw new JsonException($"The argument '{name}' is neither a string nor a whole number."),
            };
        }
        return arguments;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, object> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, argument) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            switch (argument)
            {
                case string text:
                    writer.WriteString(name, text);
                    break;
                case int number:
                    writer.WriteNumber(name, number);
                    break;
                case long number:
                    writer.WriteNumber(name, number);
                    break;
                default:
                    throw new JsonException($"The argument '{name}' is neither a string nor a whole number.");
            }
        }
        writer.WriteEndObject();
    }
}
