namespace Parley.Feeds;

/// <summary>Whose comments a feed holds.</summary>
internal enum FeedOf
{
    Site,
    Thread,
    Reader,
}

/// <summary>A feed's address, without what a form of it adds.</summary>
/// <param name="Subject">The thread or the reader; none for a whole site.</param>
/// <param name="ArePicks">Whether it holds only what the newsroom picked, of a site or a thread, in the order in which it did.</param>
internal sealed record FeedPath(FeedOf Of, Guid Subject, bool ArePicks = false)
{
    public const string Atom = "/feed.atom";
    public const string Json = "/feed.json";

    /// <summary>Below the site.</summary>
    public string Text =>
        Of switch
        {
            FeedOf.Site => "",
            FeedOf.Thread => $"/t/{Subject}",
            _ => $"/r/{Subject}",
        } + (ArePicks ? "/picks" : "");
}

/// <summary>A feed, before it is written in either form. All addresses are whole.</summary>
/// <param name="Id">The same wherever it lies, for ever.</param>
/// <param name="Author">The publication.</param>
/// <param name="AtomUrl">This page of it as Atom, and the next as JSON.</param>
/// <param name="Updated">Never earlier than any entry's.</param>
internal sealed record Feed(
    Guid Id,
    string Title,
    string Language,
    string Author,
    string AtomUrl,
    string JsonUrl,
    DateTimeOffset Updated,
    IReadOnlyList<FeedEntry> Entries,
    IReadOnlyList<GoneEntry> Gone
)
{
    public string? Subtitle { get; init; }

    /// <summary>The page for people.</summary>
    public string? HomeUrl { get; init; }

    /// <summary>The older entries, in the same two forms; null at the end.</summary>
    public (string Atom, string Json)? Next { get; init; }
}

/// <summary>A comment in a feed.</summary>
/// <param name="Url">Where a person reads it: the newspaper's page, which goes to it.</param>
/// <param name="Html">Safe HTML, without an address that is not whole.</param>
/// <param name="Published">None where the import did not know.</param>
/// <param name="Answers">The comment that it answers, or the discussion.</param>
/// <param name="Replies">How many answer it.</param>
/// <param name="RepliesUrl">The feed in which they are.</param>
internal sealed record FeedEntry(
    Guid Id,
    string Title,
    string Author,
    string Url,
    string Html,
    DateTimeOffset? Published,
    DateTimeOffset Updated,
    Guid Answers,
    string AnswersUrl,
    int Replies,
    string RepliesUrl
);

/// <summary>A comment that was in the feed and is public no longer. Nothing remains of it but that.</summary>
internal sealed record GoneEntry(Guid Id, DateTimeOffset At);
