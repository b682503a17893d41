using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Corrections;

/// <summary>
/// Puts a comment on the correction desk: its writer, with evidence that the newsroom alone reads, or a moderator who hands on what only
/// challenges a fact.
/// </summary>
internal sealed class RaiseChallenge(Database database, TimeProvider clock)
{
    /// <param name="Evidence">What shows it, in a sentence.</param>
    /// <param name="Url">Where that is to be seen.</param>
    internal sealed record Request(string? Evidence, string? Url);

    public async Task<Result<Challenge>> HandleAsync(
        SiteId site,
        Guid comment,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        var evidence = SourceText.OfLine(request.Evidence, TextLimits.Of(Challenge.LongestSentence));
        var url = SourcingText.Url(request.Url);
        return await database.WriteAsync<Result<Challenge>>(
            async scope =>
            {
                if (await CommentTransition.LockAsync(scope, site, comment, cancel) is not { } found || !MayRaise(found, by))
                    return Problems.CommentNotFound;
                var isOwn = found.AuthorId == by.Id;
                if (
                    Problem.Of(
                        evidence.IsSuccess && (evidence.Value is not null || !isOwn) ? null : Problems.EvidenceMissing,
                        url.Problem
                    ) is
                    { } wrong
                )
                    return wrong;
                if (await ChallengeStore.FindAsync(scope, site, comment, cancel) is { IsAnswered: true })
                    return Problems.ChallengeAnswered;
                var now = clock.GetUtcNow();
                // Whoever hands it on takes nothing from what its writer showed.
                await scope.ExecuteAsync(
                    """
                    INSERT INTO challenge (site_id, comment_id, story_id, evidence, evidence_url, raised_by, raised_at)
                    VALUES (@site, @comment, @story, @evidence, @url, @by, @at)
                    ON CONFLICT (site_id, comment_id) DO UPDATE SET
                        evidence = coalesce(excluded.evidence, challenge.evidence),
                        evidence_url = coalesce(excluded.evidence_url, challenge.evidence_url),
                        raised_by = CASE WHEN @own = 1 THEN challenge.raised_by ELSE excluded.raised_by END
                    """,
                    [
                        ("@site", site),
                        ("@comment", comment),
                        ("@story", found.ThreadId),
                        ("@evidence", isOwn ? evidence.Value : null),
                        ("@url", isOwn ? url.Value : null),
                        ("@by", by.Id),
                        ("@own", isOwn ? 1 : 0),
                        ("@at", now),
                    ],
                    cancel
                );
                return (await ChallengeStore.FindAsync(scope, site, comment, cancel))!;
            },
            cancel
        );
    }

    /// <summary>
    /// Whether somebody may put a comment there: its writer, or a moderator. One that waits goes on waiting: nothing of it is public by that.
    /// </summary>
    public static bool MayRaise(Comment comment, Reader by) =>
        comment.State is CommentState.Published or CommentState.Held
        && (comment.AuthorId == by.Id || by.Role >= ReaderRole.Moderator);
}
