using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Readers;

/// <summary>What a link in a letter confirms: that an address is somebody's. Kept with the link's code until the button is pressed.</summary>
/// <param name="Email">The address that the letter went to.</param>
internal sealed record Confirmation(string Email)
{
    /// <summary>Whose address it becomes; null where the account is made by the button.</summary>
    public Guid? Account { get; init; }

    /// <summary>The name that was chosen for an account that is to be made.</summary>
    public string? Name { get; init; }

    /// <summary>Where to go on; a page of ours.</summary>
    public string? Back { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ConfirmationJson.Default.Confirmation);

    public static Confirmation FromJson(string json) =>
        JsonSerializer.Deserialize(json, ConfirmationJson.Default.Confirmation)
        ?? throw new JsonException("A confirmation is an object.");

    public override string ToString() => "(confirmation)";
}

/// <summary>What the writers of letters about accounts need.</summary>
/// <param name="Home">Our address, before a site's name, without a slash at its end.</param>
internal sealed record LetterFacts(string Home)
{
    /// <summary>Whose letter it is, where it is about an account that is there.</summary>
    public Guid? Account { get; init; }

    /// <summary>The name for an account that is to be made.</summary>
    public string? Name { get; init; }
    public string? Back { get; init; }

    /// <summary>The invitation that it brings.</summary>
    public Guid? Invitation { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ConfirmationJson.Default.LetterFacts);

    public static LetterFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, ConfirmationJson.Default.LetterFacts)
        ?? throw new JsonException("The facts of a letter are an object.");

    public override string ToString() => "(facts of a letter)";
}

[JsonSerializable(typeof(Confirmation))]
[JsonSerializable(typeof(LetterFacts))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
internal sealed partial class ConfirmationJson : JsonSerializerContext;
