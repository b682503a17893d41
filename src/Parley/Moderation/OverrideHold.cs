using Parley.Comments;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Somebody of the staff publishes own words that a check holds. It is a decision with their name and their reason, beside what the
/// machines found, and goes by the record; nothing else decides differently because of it.
/// </summary>
internal sealed class OverrideHold(Database database, Decide decide) : IOverride
{
    public async Task<Problem?> PublishAsync(Site site, Comment comment, Reader author, string reason, CancellationToken cancel)
    {
        var request = new Decide.Request(DecisionKind.Publish) { Seen = new(CommentState.Held, comment.EditedAt) };
        var given = new Decide.Given(author.Id, null, null) { Because = reason };
        var decided = await database.WriteAsync(
            scope => decide.DecideAsync(scope, site, comment.Id, request, given, cancel),
            cancel
        );
        return decided.Problem;
    }
}
