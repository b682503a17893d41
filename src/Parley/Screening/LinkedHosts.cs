using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>The hosts to which a text leads, by a link or by an address that is none yet.</summary>
internal static class LinkedHosts
{
    private static readonly string[] DressedDots = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}", "。"];

    /// <returns>Each with its place; without one where markup hides the address behind other words.</returns>
    public static IReadOnlyList<(string Host, Place? Place)> Of(Draft draft) => Of(draft.Source, draft.Addresses, draft.Links);

    /// <inheritdoc cref="Of(Draft)"/>
    public static IReadOnlyList<(string Host, Place? Place)> Of(
        string source,
        IReadOnlyList<Place> addresses,
        IReadOnlyList<string> links
    )
    {
        var hosts = new List<(string Host, Place? Place)>();
        foreach (var place in addresses)
        {
            if (HostOf(place.In(source)) is { } host)
                hosts.Add((host, place));
        }

        foreach (var link in links)
        {
            if (Sites.WebAddress.TryParse(link, out var address) && hosts.TrueForAll(one => one.Host != address.Host))
                hosts.Add((address.Host, null));
        }

        return hosts;
    }

    // Look-alike letters are folded, since a reader takes them for the host that they look like.
    private static string? HostOf(string written)
    {
        var text = FoldedText.Of(written).Folded.Replace(" ", "", StringComparison.Ordinal);
        foreach (var dressed in DressedDots)
            text = text.Replace(dressed, ".", StringComparison.Ordinal);
        if (text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
            text = text[(scheme + 3)..];
        var end = text.IndexOfAny(['/', '?', '#']);
        text = end < 0 ? text : text[..end];
        text = text[(text.LastIndexOf('@') + 1)..];
        var port = text.IndexOf(':', StringComparison.Ordinal);
        return Sites.HostName.Normalise(port < 0 ? text : text[..port]);
    }
}
