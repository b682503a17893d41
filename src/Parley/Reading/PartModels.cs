namespace Parley.Views.Reading;

/// <summary>A comment as an article quotes it.</summary>
/// <param name="Comment">Null where it is no longer public: then nothing of it is shown.</param>
public sealed record QuoteModel(OutstandingModel? Comment);

/// <summary>A quoted comment in a frame of its own.</summary>
public sealed record QuotePageModel(PageModel Page, QuoteModel Quote);

/// <summary>The latest comments of a site or a section, or what its newsroom picked of them.</summary>
public sealed record LatestPageModel(PageModel Page, bool ArePicks, IReadOnlyList<OutstandingModel> Comments)
{
    /// <summary>Where links open, in a frame.</summary>
    public string? Target { get; init; }
}

/// <summary>A discussion to be put into the article's own HTML.</summary>
/// <param name="WriteUrl">Where one writes and reacts.</param>
public sealed record IncludeModel(ThreadModel Thread, string WriteUrl)
{
    /// <summary>What the discussion is, for machines: a JSON-LD document. Null where the page says so itself.</summary>
    public string? JsonLd { get; init; }
}
