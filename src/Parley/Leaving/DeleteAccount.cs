using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Events;
using Parley.Markup;
using Parley.Mutes;
using Parley.Notices;
using Parley.Readers;
using Parley.SecondFactors;
using Parley.Sites;
using Parley.Staff;
using Parley.Storage;

namespace Parley.Leaving;

/// <summary>
/// Deletes the accounts whose waiting time is over. Words go first, one comment at a time, and the account last, in one transaction with
/// everything that is known of its owner: whoever is killed in between, or does it twice on two nodes, finds what is left to do.
/// </summary>
internal sealed partial class DeleteAccount(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    SiteDirectory sites,
    CommentStore comments,
    TimeProvider clock,
    ILogger<DeleteAccount> logger
)
{
    private const int WordsAtOnce = 50;
    private const int AccountsAtOnce = 10;

    /// <summary>Deletes those that are due. One that cannot be deleted stays due, and keeps none of the others.</summary>
    /// <returns>How many this node deleted.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (deleted, last) = (0, Guid.Empty);
        while (
            await database.ReadAsync(
                scope => AccountStore.ListLeavingAsync(scope, clock.GetUtcNow(), last, AccountsAtOnce, cancel),
                cancel
            )
                is { Count: > 0 } due
        )
        {
            foreach (var (account, withWords) in due)
            {
                last = account;
                try
                {
                    // What still waits for a person has nobody left to hear of the decision: it goes either way.
                    await DeleteWordsAsync(account, isHeldOnly: !withWords, cancel);
                    if (await DeleteAsync(account, withWords, cancel))
                        deleted++;
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    Failed(logger, error, account);
                }
            }
        }

        return deleted;
    }

    private async Task DeleteWordsAsync(Guid account, bool isHeldOnly, CancellationToken cancel)
    {
        foreach (var site in await sites.ListAsync())
        {
            if (
                await database.ReadAsync(scope => ReaderStore.FindByAccountAsync(scope, site.Id, account, cancel), cancel)
                is not { } reader
            )
                continue;
            while (await DeleteSomeWordsAsync(site.Id, reader.Id, isHeldOnly, isListed: true, cancel)) { }
            // What the list does not have yet: nothing, as a rule, after two weeks.
            while (await DeleteSomeWordsAsync(site.Id, reader.Id, isHeldOnly, isListed: false, cancel)) { }
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> DeleteSomeWordsAsync(
        SiteId site,
        Guid author,
        bool isHeldOnly,
        bool isListed,
        CancellationToken cancel
    )
    {
        var found = await comments.FindWordsOfAsync(site, author, isHeldOnly, isListed, WordsAtOnce, cancel);
        // A thread's row is held while a comment of it goes, and SQLite's only writer: nobody who posts waits for more than one.
        foreach (var id in found)
            await database.WriteAsync(scope => DeleteWordsAsync(scope, site, author, id, cancel), cancel);
        return found.Count > 0;
    }

    private async Task DeleteWordsAsync(DbScope scope, SiteId site, Guid author, Guid id, CancellationToken cancel)
    {
        // What a moderator took down stays taken down by them.
        if (await CommentTransition.LockAsync(scope, site, id, cancel) is { } comment && comment.CanBeDeletedBy(author))
            await CommentTransition.ApplyAsync(
                scope,
                site,
                id,
                CommentState.Deleted,
                EventKind.CommentDeleted,
                clock.GetUtcNow(),
                cancel
            );
        await CommentStore.EraseAsync(scope, site, id, cancel);
    }

    private async Task<bool> DeleteAsync(Guid id, bool withWords, CancellationToken cancel)
    {
        var all = await sites.ListAsync();
        var isDeleted = await database.WriteAsync(
            async scope =>
            {
                await AccountStore.LockAsync(scope, id, cancel);
                // Another node was quicker.
                if (
                    await AccountStore.FindAsync(scope, id, cancel) is not { LeavesAt: { } end } account
                    || end > clock.GetUtcNow()
                )
                    return false;
                foreach (var site in all)
                {
                    await InvitationStore.WithdrawForAsync(scope, site.Id, account.Email, cancel);
                    await ForgetReaderAsync(scope, site, id, withWords, cancel);
                }

                await sessions.EndAllAsync(scope, id, cancel);
                await SecondFactorStore.RemoveAllAsync(scope, id, cancel);
                await AccountStore.DeleteAsync(scope, id, cancel);
                return true;
            },
            cancel
        );
        remembered.Forget(id);
        return isDeleted;
    }

    // The row stays: what others answered hangs on it, and what moderators decided.
    private async Task ForgetReaderAsync(DbScope scope, Site site, Guid account, bool withWords, CancellationToken cancel)
    {
        if (await ReaderStore.FindByAccountAsync(scope, site.Id, account, cancel) is not { } reader)
            return;
        var name = Words.For(site.Language)["reader.deleted"];
        await scope.ExecuteAsync(
            """
            UPDATE reader SET account_id = NULL, kind = @kind, role = 0, name = @name, skeleton = @skeleton, email = NULL
            WHERE site_id = @site AND id = @reader
            """,
            [
                ("@kind", ReaderKind.Deleted),
                ("@name", name),
                ("@skeleton", Skeleton.Of(name)),
                ("@site", site.Id),
                ("@reader", reader.Id),
            ],
            cancel
        );
        // What others told them, or noted of them, and what they had chosen: a feed that nobody can turn off any more, for one.
        foreach (
            var kept in (string[])
                [
                    "notification",
                    "thread_letters",
                    "reader_choice",
                    "thread_visit",
                    "draft",
                    "earlier_name",
                    "recorded_words",
                    "objection",
                    "desk_note",
                    "nudge",
                    "care",
                    "left_class",
                    "exposure",
                    "trusted_flagger",
                ]
        )
            await scope.ExecuteAsync(
                $"DELETE FROM {kept} WHERE site_id = @site AND reader_id = @reader",
                [("@site", site.Id), ("@reader", reader.Id)],
                cancel
            );
        await MuteStore.ForgetAsync(scope, site.Id, reader.Id, cancel);
        if (withWords)
            await scope.ExecuteAsync(
                "UPDATE report SET words = NULL WHERE site_id = @site AND reader_id = @reader",
                [("@site", site.Id), ("@reader", reader.Id)],
                cancel
            );
        // Why they published words of their own past a check.
        await scope.ExecuteAsync(
            "UPDATE decision SET because = NULL WHERE site_id = @site AND moderator_id = @reader AND because IS NOT NULL",
            [("@site", site.Id), ("@reader", reader.Id)],
            cancel
        );
        await NoticeStore.ForgetSendersAsync(scope, site.Id, reader.Id, clock.GetUtcNow(), cancel);
        await InvitationStore.WithdrawByAsync(scope, site.Id, reader.Id, cancel);
        await EventLog.AppendAsync(scope, site.Id, EventKind.ReaderChanged, clock.GetUtcNow(), cancel, subjectId: reader.Id);
    }

    [LoggerMessage(1, LogLevel.Error, "The account {Account} could not be deleted; it is tried again in a minute")]
    private static partial void Failed(ILogger logger, Exception error, Guid account);
}
