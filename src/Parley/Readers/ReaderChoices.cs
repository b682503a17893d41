using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>What a reader has chosen for themselves on a site. Who has chosen nothing has what stands here.</summary>
/// <param name="FeedIsOpen">Whether everybody may see a page with their published comments, and follow it by a feed.</param>
/// <param name="WantsLetters">Whether letters tell them of replies and mentions and, where they work here, of the evening's list, where letters can reach them.</param>
/// <param name="Order">The order in which they read discussions, by its name in addresses; null where they chose none.</param>
internal sealed record ReaderChoice(bool FeedIsOpen = false, bool WantsLetters = true, string? Order = null)
{
    /// <summary>The language of letters to them; null for the site's.</summary>
    public string? Language { get; init; }
}

/// <summary>What readers have chosen.</summary>
internal sealed class ReaderChoices(Database database)
{
    public Task<ReaderChoice> FindAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, reader, cancel), cancel);

    public static async Task<ReaderChoice> FindAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT feed_is_open, wants_letters, reading_order, language FROM reader_choice WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => new ReaderChoice(row.Bool(0), row.Bool(1), row.TextOrNull(2)) { Language = row.TextOrNull(3) },
            cancel
        ) ?? new ReaderChoice();

    /// <summary>In which words letters to somebody are written: in their language where they chose one, else in the site's.</summary>
    /// <param name="reader">Null for somebody who is no reader here.</param>
    public async Task<Words> FindWordsAsync(Site site, Guid? reader, CancellationToken cancel) =>
        Words.For(reader is { } one ? (await FindAsync(site.Id, one, cancel)).Language ?? site.Language : site.Language);

    /// <summary>The same for whoever has an account, by what they chose on this site.</summary>
    /// <param name="account">Null where there is none yet.</param>
    public async Task<Words> FindWordsOfAccountAsync(Site site, Guid? account, CancellationToken cancel) =>
        Words.For(
            await database.ReadAsync(
                scope =>
                    scope.FirstAsync(
                        """
                        SELECT c.language FROM reader r JOIN reader_choice c ON c.site_id = r.site_id AND c.reader_id = r.id
                        WHERE r.site_id = @site AND r.account_id = @account
                        """,
                        [("@site", site.Id), ("@account", account ?? Guid.Empty)],
                        row => row.TextOrNull(0),
                        cancel
                    ),
                cancel
            ) ?? site.Language
        );

    /// <summary>A reader's own change.</summary>
    public Task ChangeAsync(Visit visit, Func<ReaderChoice, ReaderChoice> change) =>
        ChangeAsync(visit.Site.Id, visit.SignedIn.Id, change, visit.Cancel);

    public Task ChangeAsync(SiteId site, Guid reader, Func<ReaderChoice, ReaderChoice> change, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                await ReaderStore.LockAsync(scope, site, reader, cancel);
                var chosen = change(await FindAsync(scope, site, reader, cancel));
                await scope.ExecuteAsync(
                    """
                    INSERT INTO reader_choice (site_id, reader_id, feed_is_open, wants_letters, reading_order, language)
                    VALUES (@site, @reader, @feed, @letters, @order, @language)
                    ON CONFLICT (site_id, reader_id) DO UPDATE SET
                        feed_is_open = excluded.feed_is_open, wants_letters = excluded.wants_letters,
                        reading_order = excluded.reading_order, language = excluded.language
                    """,
                    [
                        ("@site", site),
                        ("@reader", reader),
                        ("@feed", chosen.FeedIsOpen),
                        ("@letters", chosen.WantsLetters),
                        ("@order", chosen.Order),
                        ("@language", chosen.Language),
                    ],
                    cancel
                );
            },
            cancel
        );
}
