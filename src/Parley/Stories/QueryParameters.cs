using System.Collections.Frozen;

namespace Parley.Stories;

/// <summary>
/// Which parameters of a page's query say what the page shows. Where the site does not say, it is every parameter but
/// those that are known to count visitors. The list is short on purpose: a parameter too few in it splits a discussion,
/// which an alias mends; one too many (<c>ref</c>, <c>source</c>, <c>id</c>) puts two articles' readers into one.
/// </summary>
internal sealed class QueryParameters
{
    private static readonly string[] TrackingPrefixes =
    [
        "utm_", // Urchin, Google Analytics and everyone since
        "mtm_", // Matomo
        "matomo_",
        "piwik_",
        "hsa_", // HubSpot's advertisements
        "amp_", // AMP caches
    ];

    private static readonly FrozenSet<string> Tracking = new[]
    {
        // Facebook, Instagram
        "fbclid",
        "igshid",
        "igsh",
        // Google
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "_ga",
        "_gl",
        "usqp",
        // other advertisers' clicks
        "msclkid",
        "yclid",
        "ysclid",
        "ttclid",
        "twclid",
        "li_fat_id",
        "epik",
        "rdt_cid",
        // Matomo, formerly
        "pk_campaign",
        "pk_kwd",
        "pk_keyword",
        "pk_source",
        "pk_medium",
        "pk_content",
        "pk_cid",
        // mailings
        "mc_cid",
        "mc_eid",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "vero_id",
        "oly_anon_id",
        "oly_enc_id",
        "_openstat",
        // what viewers of AMP pages and of shared links add
        "__twitter_impression",
        "ampshare",
        "aoh",
        // WordPress: the same page with its form under a comment
        "replytocom",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyCollection<string> named;

    private QueryParameters(IReadOnlyCollection<string> named) => this.named = named;

    public static QueryParameters AllButTracking { get; } = new([]);

    /// <param name="named">The only ones that matter on a site, whatever they are called. None named: all but tracking.</param>
    public static QueryParameters Of(IReadOnlyCollection<string> named) => new(named);

    public bool Matter(string name) =>
        named.Count > 0
            ? named.Contains(name, StringComparer.OrdinalIgnoreCase)
            : !Tracking.Contains(name)
                && !TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
