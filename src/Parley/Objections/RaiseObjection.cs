using Parley.Markup;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Objections;

/// <summary>
/// Objects to a decision. Whoever has its code may, signed in or not: it stands in the letter about it and on the page of the one it is
/// about, and nowhere else. Who reported a comment that stays has a code as well. Nothing changes until somebody has decided.
/// </summary>
internal sealed class RaiseObjection(Database database, Ids ids, TimeProvider clock)
{
    public async Task<Result<Objection>> HandleAsync(Site site, string code, string? words, CancellationToken cancel)
    {
        var read = SourceText.Of(words ?? "", TextLimits.Of(Objection.LongestWords));
        if (!read.IsSuccess)
            return read.Problem.Code == "text-empty" ? Problems.ObjectionWordsMissing : Problems.ObjectionWordsInvalid;
        return await database.WriteAsync(scope => RaiseAsync(scope, site.Id, code, read.Value.Value, cancel), cancel);
    }

    private async Task<Result<Objection>> RaiseAsync(
        DbScope scope,
        SiteId site,
        string code,
        string words,
        CancellationToken cancel
    )
    {
        if (await ObjectionStore.FindAsync(scope, site, code, cancel) is not { } contested)
            return Problems.ObjectionNotFound;
        // The same send again, after a lost answer.
        if (contested.Objection is { } before)
            return before.Words == words ? before : Problems.ObjectionTwice;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        if (contested.Until <= now)
            return Problems.ObjectionTooLate;
        var objection = new Objection
        {
            Id = ids.New(),
            AboutId = contested.AboutId,
            StatementAt = contested.At,
            Restriction = contested.Statement?.Restriction,
            ReportId = contested.ReportId,
            ReaderId = contested.ReaderId,
            FirstBy = contested.FirstBy,
            Words = words,
            At = now,
        };
        if (!await ObjectionStore.AddAsync(scope, site, objection, cancel))
            return Problems.ObjectionTwice;
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.Objection,
                objection.Id,
                now,
                new() { ["statement"] = contested.Statement?.Id, ["report"] = contested.ReportId }
            )
            {
                Words = contested.ReaderId is { } reader ? new(reader, words) : null,
            }
        );
        return objection;
    }
}
