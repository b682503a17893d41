using Parley.Readers;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>What checks that few sites switch on ask about an author: a question to the database each, asked only for them.</summary>
internal sealed class AuthorFacts(Database database, ReaderStore readers)
{
    // Whoever wrote more than these since people last decided anything is judged by them alone.
    private const int MostLookedAt = 200;

    /// <summary>What people decided about the last comments of an author that they decided about at all.</summary>
    public Task<DecidedShare> FindDecidedAsync(SiteId site, Guid author, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT coalesce(sum(CASE WHEN d.state = 0 THEN 0 ELSE 1 END), 0), count(*) FROM (
                        SELECT c.state FROM (
                            SELECT comment_id, at FROM authored WHERE site_id = @site AND author_id = @author
                            ORDER BY at DESC LIMIT @looked
                        ) a JOIN comment c ON c.site_id = @site AND c.id = a.comment_id
                        WHERE c.state IN (2, 3) OR (c.state = 0 AND EXISTS (
                            SELECT 1 FROM decision x WHERE x.site_id = @site AND x.comment_id = c.id AND x.taken_back_at IS NULL
                        ))
                        ORDER BY a.at DESC LIMIT @last
                    ) d
                    """,
                    [("@site", site), ("@author", author), ("@looked", MostLookedAt), ("@last", RejectionCheck.Last)],
                    row => new DecidedShare((int)row.Long(0), (int)row.Long(1)),
                    cancel
                ),
            cancel
        );

    /// <summary>Where an author's e-mail address is, an account's or a guest's; null where there is none.</summary>
    public async Task<string?> FindMailDomainAsync(SiteId site, Guid author, CancellationToken cancel) =>
        await readers.FindEmailAsync(site, author, cancel) is { } email
            ? HostName.Normalise(email[(email.LastIndexOf('@') + 1)..])
            : null;
}
