using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>Says that something is known of a claim from now on. What was known before stays in its list.</summary>
internal sealed class ChangeClaimStatus(Database database, TimeProvider clock)
{
    /// <param name="Reason">In a sentence, for readers.</param>
    /// <param name="Url">What caused it.</param>
    /// <param name="CorrectedBy">The claim that is right in place of it.</param>
    internal sealed record Request(ClaimStatus? Status, string? Reason, string? Url, Guid? CommentId, Guid? CorrectedBy);

    public Task<Result<Claim>> HandleAsync(SiteId site, Guid claim, Reader by, Request request, CancellationToken cancel) =>
        database.WriteAsync(scope => ChangeAsync(scope, site, claim, by, request, cancel), cancel);

    /// <summary>The same in the transaction of what caused it.</summary>
    public async Task<Result<Claim>> ChangeAsync(
        DbScope scope,
        SiteId site,
        Guid claim,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        var reason = SourceText.OfLine(request.Reason, TextLimits.Of(Source.LongestSentence));
        var url = SourcingText.Url(request.Url);
        if (
            Problem.Of(
                request.Status is { } asked && Enum.IsDefined(asked) ? null : Problems.StatusMissing,
                reason.Value is null ? Problems.StatusReasonMissing : null,
                url.Problem
            ) is
            { } wrong
        )
            return wrong;
        if (await SourcingStore.LockClaimAsync(scope, site, claim, cancel) is not { } found)
            return Problems.ClaimNotFound;
        if (
            request.CorrectedBy is { } better
            && (better == claim || await SourcingStore.FindClaimAsync(scope, site, better, cancel) is null)
        )
            return Problems.RightClaimNotFound;
        if (found.Status == request.Status)
            return Problems.StatusTheSame;
        var now = clock.GetUtcNow();
        var number = await SourcingStore.CountStatusAsync(scope, site, claim, cancel) + 1;
        var change = new ClaimStatusChange(number, request.Status!.Value, reason.Value!, now)
        {
            Url = url.Value,
            CommentId = request.CommentId,
            CorrectedBy = request.CorrectedBy,
        };
        await SourcingStore.AddStatusAsync(scope, site, claim, change, by.Id, cancel);
        await SourcingWriter.TellAsync(scope, site, null, claim, now, cancel);
        await EventLog.AppendAsync(scope, site, EventKind.ClaimStatusChanged, now, cancel, subjectId: claim);
        return found with { Status = change.Status, StatusAt = now };
    }
}
