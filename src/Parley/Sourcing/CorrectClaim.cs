using Parley.Markup;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>Corrects the words and the dates of a claim. What it was before stays on record; what is known of it is another matter.</summary>
internal sealed class CorrectClaim(Database database, TimeProvider clock)
{
    /// <param name="Claim">As it is to be from now on; its kind may be left out.</param>
    /// <param name="Reason">In a sentence, for readers; needed once they have read the claim.</param>
    /// <param name="Number">How often it had been corrected when whoever corrects it read it.</param>
    internal sealed record Request(ClaimAsked Claim, string? Reason, int? Number);

    public Task<Result<Claim>> HandleAsync(SiteId site, Guid claim, Reader by, Request request, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var (read, reason) = (
            request.Claim.Read(claim, at),
            SourceText.OfLine(request.Reason, TextLimits.Of(Source.LongestSentence))
        );
        if (Problem.Of(read.Problem, reason.IsSuccess ? null : Problems.StatusReasonMissing) is { } wrong)
            return Task.FromResult<Result<Claim>>(wrong);
        return database.WriteAsync<Result<Claim>>(
            async scope =>
            {
                if (await SourcingStore.LockClaimAsync(scope, site, claim, cancel) is not { } was)
                    return Problems.ClaimNotFound;
                var now = was with
                {
                    Sentence = read.Value!.Sentence,
                    Kind = request.Claim.Kind ?? was.Kind,
                    SaidOn = read.Value.SaidOn,
                    ValidFrom = read.Value.ValidFrom,
                    ValidTo = read.Value.ValidTo,
                };
                if (now == was)
                    return was;
                if (await FormerStore.CountOfClaimAsync(scope, site, claim, cancel) != request.Number)
                    return Problems.RecordChanged;
                var wasPublic = await SourcingStore.WasPublicAsync(scope, site, claim, cancel);
                if (wasPublic && reason.Value is null)
                    return Problems.StatusReasonMissing;
                await FormerStore.AddAsync(scope, site, was, reason.Value, wasPublic, by.Id, at, cancel);
                await SourcingStore.ChangeClaimAsync(scope, site, now, cancel);
                // Pages and dossiers show its words.
                await SourcingWriter.TellSourcedAsync(scope, site, null, claim, at, cancel);
                return now;
            },
            cancel
        );
    }
}
