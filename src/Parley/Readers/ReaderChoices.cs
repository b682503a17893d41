using Parley.Storage;

namespace Parley.Readers;

/// <summary>What a reader has chosen for themselves on a site. Who has chosen nothing has what stands here.</summary>
/// <param name="FeedIsOpen">Whether everybody may follow their published comments by a feed.</param>
internal sealed record ReaderChoice(bool FeedIsOpen = false);

/// <summary>What readers have chosen.</summary>
internal sealed class ReaderChoices(Database database)
{
    public Task<ReaderChoice> FindAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, reader, cancel), cancel);

    public static async Task<ReaderChoice> FindAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT feed_is_open FROM reader_choice WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => new ReaderChoice(row.Bool(0)),
            cancel
        ) ?? new ReaderChoice();

    public Task ChangeAsync(SiteId site, Guid reader, Func<ReaderChoice, ReaderChoice> change, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                await ReaderStore.LockAsync(scope, site, reader, cancel);
                var chosen = change(await FindAsync(scope, site, reader, cancel));
                await scope.ExecuteAsync(
                    """
                    INSERT INTO reader_choice (site_id, reader_id, feed_is_open) VALUES (@site, @reader, @feed)
                    ON CONFLICT (site_id, reader_id) DO UPDATE SET feed_is_open = excluded.feed_is_open
                    """,
                    [("@site", site), ("@reader", reader), ("@feed", chosen.FeedIsOpen)],
                    cancel
                );
            },
            cancel
        );
}
