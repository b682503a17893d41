using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>The one form in which statements and reasons are kept and sent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(IReadOnlyList<Reason>))]
internal sealed partial class StatementJson : JsonSerializerContext;
