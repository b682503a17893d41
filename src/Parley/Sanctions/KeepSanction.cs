using Parley.Events;
using Parley.HouseRules;
using Parley.Mail;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>Keeps a sanction of a reader, as part of the change that gives it: with the statement of reasons, the letter and the event.</summary>
internal sealed class KeepSanction(Outbox outbox, Ids ids, TimeProvider clock)
{
    // A statement names what it is under, also where no rule of the house is cited: that words wait is for the moderator's own words, and
    // whoever decides for all sites has no house's rules.
    private const string NoRule = "reason.stopped.writer";
    private const string Everywhere = "reason.everywhere.writer";

    /// <param name="reader">Locked by this change.</param>
    /// <param name="moderator">A reader of the same site.</param>
    /// <returns>As it was kept, with its time.</returns>
    public async Task<Sanction> AddAsync(
        DbScope scope,
        Site site,
        Reader reader,
        Sanction wanted,
        Guid moderator,
        CancellationToken cancel
    )
    {
        var sanction = wanted with
        {
            ReaderId = reader.Id,
            ReaderName = reader.Name,
            At = await SanctionStore.NextTimeAsync(scope, site.Id, reader.Id, clock.GetUtcNow(), cancel),
        };
        await SanctionStore.AddAsync(scope, site.Id, sanction, moderator, cancel);
        await StatementStore.AddAsync(scope, site.Id, reader.Id, StatementOf(sanction, moderator, site.Language), cancel);
        await EventLog.AppendAsync(scope, site.Id, EventKind.ReaderChanged, sanction.At, cancel, subjectId: reader.Id);
        await SanctionLetter.AskAsync(scope, outbox, site.Id, sanction, cancel);
        return sanction;
    }

    private Statement StatementOf(Sanction sanction, Guid moderator, string language) =>
        Statement.OfDecision(
            ids.New(),
            sanction.ReaderId,
            sanction.Kind.ToRestriction(),
            moderator,
            sanction.Rule?.Name ?? (sanction.EverywhereId is null ? NoRule : Everywhere),
            sanction.At
        ) with
        {
            RuleNumber = sanction.Rule?.Number,
            RulesVersion = sanction.Rule?.Version,
            Law = sanction.Rule?.Law,
            Facts = sanction.Words,
            FactsByLanguage = sanction.WordsByLanguage,
            Until = sanction.Until,
            Category = sanction.Rule?.Category ?? Category.Other,
            Origin = Origin.Own,
            Language = language,
        };
}
