using Parley.Comments;
using Parley.Markup;
using Parley.Mutes;
using Parley.Storage;

namespace Parley.Search;

/// <summary>Searches, and looks at the comments as they are now: what is public no longer, or says it no longer, is not found.</summary>
internal sealed class SearchStore(Database database)
{
    public const int AtOnce = 20;

    /// <param name="thread">The one discussion to search in; null for the whole site.</param>
    /// <param name="before">Where the part before ended; null for the newest.</param>
    /// <param name="reader">Who searches: what is by those whom they have muted is not found. Null for a visitor.</param>
    public Task<SearchSlice> FindAsync(
        SiteId site,
        SearchQuery query,
        Guid? thread,
        long? before,
        Guid? reader,
        CancellationToken cancel
    ) =>
        query.IsEmpty
            ? Task.FromResult(new SearchSlice([], null))
            : database.ReadAsync(scope => FindAsync(scope, site, query, thread, before, reader, cancel), cancel);

    private static async Task<SearchSlice> FindAsync(
        DbScope scope,
        SiteId site,
        SearchQuery query,
        Guid? thread,
        long? before,
        Guid? reader,
        CancellationToken cancel
    )
    {
        var place = scope.Dialect.SearchPlace;
        string[] where = thread is { } id ? [SearchWords.OfSite(site), SearchWords.OfThread(id)] : [SearchWords.OfSite(site)];
        var heard = reader is null ? "" : " AND " + MuteStore.IsHeard("c.author_id");
        var rows = await scope.ListAsync(
            $"""
            SELECT {place}, t.comment_id FROM {scope.Dialect.SearchFrom}
            JOIN comment c ON c.site_id = t.site_id AND c.id = t.comment_id
            WHERE t.site_id = @site AND c.state = 0 AND {scope.Dialect.SearchMatch} AND {place} < @before{heard}
            ORDER BY {place} DESC LIMIT @most
            """,
            [
                ("@site", site),
                (
                    "@query",
                    scope.Dialect.SearchText([.. where.Select(word => (string[])[word]), .. query.Wanted], query.Unwanted)
                ),
                ("@before", before ?? long.MaxValue),
                ("@reader", reader ?? Guid.Empty),
                ("@most", AtOnce + 1),
            ],
            row => (Place: row.Long(0), Id: row.Guid(1)),
            cancel
        );
        var isMore = rows.Count > AtOnce;
        if (isMore)
            rows.RemoveAt(AtOnce);
        if (rows.Count == 0)
            return new SearchSlice([], null);
        var found = new List<FoundComment>();
        foreach (var read in await AuthoredComments.FindPublicAsync(scope, site, rows.ConvertAll(row => row.Id), cancel))
        {
            var text = PlainText.OfKept(read.Comment.Html);
            if (query.Find(text) is { } places)
                found.Add(new FoundComment(read, Excerpts.Around(text, places)));
        }

        return new SearchSlice(found, isMore ? rows[^1].Place : null);
    }
}

/// <param name="Excerpt">Where the words stand, with the words apart.</param>
internal sealed record FoundComment(ReadComment Read, IReadOnlyList<ExcerptPart> Excerpt);

/// <param name="Next">Where the older ones begin; null at the end.</param>
internal sealed record SearchSlice(IReadOnlyList<FoundComment> Comments, long? Next);
