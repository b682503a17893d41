using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;

namespace Parley.RightOfReply;

/// <summary>What the newsroom does with a source's reply.</summary>
internal enum ReplyDecision
{
    /// <summary>Puts it beside the words that it answers, with a response if there is one.</summary>
    Publish,

    /// <summary>Does not; its writer reads why.</summary>
    Refuse,

    /// <summary>Says something to one that is published, or takes that back.</summary>
    Respond,

    /// <summary>Takes the link back, or a published one down.</summary>
    Withdraw,
}

/// <inheritdoc cref="ReplyDecision"/>
internal sealed class DecideReply(Database database, TimeProvider clock)
{
    /// <param name="Words">The response, or the reason.</param>
    internal sealed record Request(ReplyDecision Decision, string? Words);

    public async Task<Result<SourceReply>> HandleAsync(
        SiteId site,
        Guid id,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        // What is taken away takes no words along.
        var asked = request.Decision == ReplyDecision.Withdraw ? null : request.Words;
        var words = SourceText.OfOptional(asked, TextLimits.Of(SourceReply.LongestResponse));
        if (!words.IsSuccess)
            return Problems.ReplyResponseInvalid;
        if (request.Decision == ReplyDecision.Refuse && words.Value is null)
            return Problems.ReplyReasonMissing;
        return await database.WriteAsync<Result<SourceReply>>(
            async scope =>
            {
                if (await SourceReplyStore.LockAsync(scope, site, id, cancel) is not { } reply)
                    return Problems.ReplyNotFound;
                if (!MayDo(request.Decision, reply.State))
                    return Problems.ReplyDecided;
                var now = clock.GetUtcNow();
                var decided = request.Decision switch
                {
                    ReplyDecision.Publish => Respond(reply, words.Value, by, now) with
                    {
                        State = SourceReplyState.Published,
                        DecidedAt = now,
                    },
                    ReplyDecision.Respond => Respond(reply, words.Value, by, now),
                    ReplyDecision.Refuse => reply with
                    {
                        State = SourceReplyState.Refused,
                        DecidedAt = now,
                        Reason = words.Value,
                    },
                    _ => reply with { State = SourceReplyState.Withdrawn, DecidedAt = now },
                };
                await SourceReplyStore.PutAsync(scope, site, decided, by.Id, cancel);
                if (reply.State == SourceReplyState.Published || decided.State == SourceReplyState.Published)
                    await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: reply.StoryId);
                return decided;
            },
            cancel
        );
    }

    private static SourceReply Respond(SourceReply reply, string? words, Reader by, DateTimeOffset now) =>
        reply with
        {
            Response = words,
            ResponseBy = words is null ? null : by.Id,
            ResponseAt = words is null ? null : now,
        };

    private static bool MayDo(ReplyDecision decision, SourceReplyState state) =>
        decision switch
        {
            ReplyDecision.Publish or ReplyDecision.Refuse => state == SourceReplyState.Waiting,
            ReplyDecision.Respond => state == SourceReplyState.Published,
            _ => state is SourceReplyState.Offered or SourceReplyState.Published,
        };
}
