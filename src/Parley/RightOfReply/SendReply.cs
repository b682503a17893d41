using Parley.Markup;
using Parley.Storage;

namespace Parley.RightOfReply;

/// <summary>A source answers by its link: once. The newsroom reads it before anybody else does.</summary>
internal sealed class SendReply(Database database, TimeProvider clock)
{
    public async Task<Result<SourceReply>> HandleAsync(SiteId site, string code, string? words, CancellationToken cancel)
    {
        var read = SourceText.Of(words ?? "", TextLimits.Of(SourceReply.LongestWords));
        if (!read.IsSuccess)
            return read.Problem.Code == "text-empty" ? Problems.ReplyWordsMissing : Problems.ReplyWordsInvalid;
        return await database.WriteAsync<Result<SourceReply>>(
            async scope =>
            {
                if (
                    await SourceReplyStore.LockAsync(scope, site, code, cancel)
                    is not { State: not SourceReplyState.Withdrawn } reply
                )
                    return Problems.ReplyNotFound;
                // The same send again, after a lost answer.
                if (reply.State != SourceReplyState.Offered)
                    return reply.Words == read.Value.Value ? reply : Problems.ReplyTwice;
                var now = clock.GetUtcNow();
                if (reply.Until <= now)
                    return Problems.ReplyTooLate;
                var sent = reply with { State = SourceReplyState.Waiting, Words = read.Value.Value, SentAt = now };
                await SourceReplyStore.PutAsync(scope, site, sent, null, cancel);
                return sent;
            },
            cancel
        );
    }
}
