namespace Parley.Views;

/// <summary>Where the styles and scripts of a page lie, under names that change with their content.</summary>
/// <param name="Styles">Style sheets, in order: <c>parley.css</c>, on the moderators' pages <c>console.css</c> as well.</param>
/// <param name="Scripts">Modules; a page is right without them.</param>
/// <param name="Icon">The site's small picture, if it has one.</param>
public sealed record AssetUrls(IReadOnlyList<string> Styles, IReadOnlyList<string> Scripts, string? Icon = null);

/// <summary>A publication, as the frame of its pages shows it.</summary>
/// <param name="Title">The publication's name in its own letters.</param>
/// <param name="HomeUrl">Where the nameplate leads.</param>
/// <param name="MineUrl">The visitor's own page, which leads to signing in first.</param>
public sealed record SiteModel(string Title, string HomeUrl, string RulesUrl, string SignInUrl, string MineUrl);

/// <summary>What another site shows when somebody shares the page's address.</summary>
/// <param name="Kind"><c>article</c> or <c>website</c>.</param>
public sealed record OpenGraphModel(string Kind, string Title, string? Description = null, string? ImageUrl = null);

/// <param name="Type">Its media type.</param>
public sealed record FeedLinkModel(string Title, string Type, string Url);

/// <summary>The frame of a page: its head, its nameplate, its foot.</summary>
public sealed record PageModel(SiteModel Site, AssetUrls Assets, string Title)
{
    /// <summary>The one address under which search engines shall know the page.</summary>
    public string? Canonical { get; init; }

    /// <summary>Such as <c>noindex, indexifembedded</c>.</summary>
    public string? Robots { get; init; }

    public OpenGraphModel? OpenGraph { get; init; }

    /// <summary>Feeds by which one may follow what the page shows.</summary>
    public IReadOnlyList<FeedLinkModel> Feeds { get; init; } = [];

    /// <summary>What the page is about, for machines: a JSON-LD document.</summary>
    public string? JsonLd { get; init; }

    /// <summary>Where an editor's program learns how to quote what the page shows: https://oembed.com.</summary>
    public string? OEmbed { get; init; }

    /// <summary>Drawn in a frame on the publication's own page: without nameplate and foot.</summary>
    public bool IsFramed { get; init; }

    /// <summary>The visitor's name; only on private pages, since public ones are drawn once for everyone.</summary>
    public string? VisitorName { get; init; }

    /// <summary>Light or dark whatever the reader's system says: <c>light</c>, <c>dark</c>, or null.</summary>
    public string? Scheme { get; init; }
}
