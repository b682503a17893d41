using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>
/// Stops a writer: what they write from now on waits for a person. What is published stays, and the reason is on record.
/// One who is stopped already stays so, for the first reason.
/// </summary>
internal sealed class StopWriter(Database database, SanctionDirectory directory, Ids ids, TimeProvider clock)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 1_000;

    /// <param name="reason">In the moderator's own words.</param>
    public async Task<Result<Sanction>> HandleAsync(
        SiteId site,
        Guid writer,
        Reader moderator,
        string? reason,
        CancellationToken cancel
    )
    {
        var read = SourceText.Of(reason ?? "", TextLimits.Of(LongestReason));
        if (!read.IsSuccess)
            return read.Problem.Code == "text-empty" ? Problems.StopReasonMissing : Problems.StopReasonInvalid;
        var stopped = await database.WriteAsync(
            scope => StopAsync(scope, site, writer, moderator, read.Value.Value, cancel),
            cancel
        );
        // This node's next post must not wait for the event to come round.
        directory.Forget(site, writer);
        return stopped;
    }

    private async Task<Result<Sanction>> StopAsync(
        DbScope scope,
        SiteId site,
        Guid writer,
        Reader moderator,
        string reason,
        CancellationToken cancel
    )
    {
        if (await SanctionStore.LockReaderAsync(scope, site, writer, cancel) is not { } reader)
            return Problems.ReaderNotFound;
        if (reader.IsStaff)
            return Problems.WriterIsStaff;
        if (await SanctionStore.FindAsync(scope, site, writer, cancel) is { } standing)
            return standing;
        var at = await SanctionStore.NextTimeAsync(scope, site, writer, clock.GetUtcNow(), cancel);
        var sanction = new Sanction(ids.New(), writer, reader.Name, reason, moderator.Name, at);
        await SanctionStore.AddAsync(scope, site, sanction, moderator.Id, cancel);
        var statement = Statement.OfDecision(ids.New(), writer, Restriction.Stopped, moderator.Id, Rule, at) with
        {
            Facts = reason,
        };
        await StatementStore.AddAsync(scope, site, writer, statement, cancel);
        await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, at, cancel, subjectId: writer);
        return sanction;
    }

    // A stop is for no one comment; its grounds are the moderator's words.
    private const string Rule = "reason.stopped.writer";
}
