using Parley.Storage;

namespace Parley.Hooks;

/// <summary>
/// What services against spam said of comments, so that they can be told where people say otherwise. Rows hold numbers, never words, and
/// go after a month.
/// </summary>
internal sealed class HookAnswers(Database database, TimeProvider clock) : IKeptForATime
{
    /// <summary>How long what was said is kept, and so what can be told.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>
    /// Keeps what a service said. Of words that were changed it is asked again, and the last answer counts; of new ones the first does, for
    /// whoever sends others under a number that is taken has said nothing.
    /// </summary>
    public Task KeepAsync(
        SiteId site,
        Guid comment,
        Guid hook,
        bool isSpam,
        bool isEdit,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            async scope =>
                await scope.ExecuteAsync(
                    """
                    INSERT INTO hook_answer (site_id, comment_id, hook_id, is_spam, at, tries)
                    VALUES (@site, @comment, @hook, @spam, @at, 0)
                    ON CONFLICT (site_id, comment_id, hook_id) DO UPDATE SET is_spam = @spam, at = @at, due_at = NULL, tries = 0
                        WHERE @edit
                    """,
                    [
                        ("@site", site),
                        ("@comment", comment),
                        ("@hook", hook),
                        ("@spam", isSpam),
                        ("@at", at),
                        ("@edit", isEdit),
                    ],
                    cancel
                ),
            cancel
        );

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM hook_answer WHERE site_id IN (SELECT id FROM site) AND at <= @old",
                    [("@old", clock.GetUtcNow() - Kept)],
                    cancel
                ),
            cancel
        );

    /// <summary>A person has decided about a comment: whoever was asked about it is to be told, if they said otherwise.</summary>
    /// <param name="due">When the decision can no longer be taken back.</param>
    public static Task SayDecidedAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        DateTimeOffset due,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            "UPDATE hook_answer SET due_at = @due, tries = 0 WHERE site_id = @site AND comment_id = @comment",
            [("@due", due), ("@site", site), ("@comment", comment)],
            cancel
        );
}
