using System.Text.Json.Serialization;

namespace Parley.Sites;

/// <summary>To whom a site opens something, and what it says to everybody else.</summary>
/// <param name="Who"><c>all</c>, <c>readers</c>, <c>entitlement:NAME</c>; of a policy, <c>confirmed</c> too.</param>
/// <param name="Sentence">The site's own; empty for ours.</param>
/// <param name="Link">Where the rest may go: an address, or nothing.</param>
internal sealed record Opening(string Who, string Sentence = "", string Link = "")
{
    /// <summary>Everybody, guests among them where the site lets them in.</summary>
    public const string Everybody = "all";

    /// <summary>Whoever is signed in, by an account or by the site's token.</summary>
    public const string Readers = "readers";

    /// <summary>Whoever has shown that letters reach their address, and whoever the site vouches for. Said by policies alone.</summary>
    public const string Confirmed = "confirmed";

    private const string Entitled = "entitlement:";

    public static readonly Opening ToAll = new(Everybody);

    [JsonIgnore]
    public bool IsToAll => Who == Everybody;

    /// <summary>The name of what a token has to bring; null where it is open to others too.</summary>
    [JsonIgnore]
    public string? Entitlement => Who.StartsWith(Entitled, StringComparison.Ordinal) ? Who[Entitled.Length..] : null;

    /// <summary>Whether the site says something of its own to the rest.</summary>
    [JsonIgnore]
    public bool SaysMore => !IsToAll && (Sentence.Length > 0 || Link.Length > 0);
}
