using Parley.Events;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>
/// Corrects what is known of a source, for every report that has something from it. What was known before stays on record in the newsroom,
/// but for whoever is not named: what should never have been written is not kept, their replies do not name them either, and where and at
/// which addresses they spoke is taken out of every chain.
/// </summary>
internal sealed class CorrectSource(Database database, Ids ids, TimeProvider clock)
{
    /// <param name="Source">As it is from now on.</param>
    /// <param name="Emptied">The chains that said where or at which address it spoke, and no longer do.</param>
    public sealed record Done(Source Source, IReadOnlyList<Guid> Emptied);

    /// <param name="asked">As it is to be from now on; its kind may be left out.</param>
    /// <param name="number">How often it had been corrected when whoever corrects it read it.</param>
    public Task<Result<Done>> HandleAsync(
        SiteId site,
        Guid source,
        Reader by,
        SourceAsked asked,
        int? number,
        CancellationToken cancel
    ) =>
        database.WriteRacedAsync<Result<Done>>(
            async scope =>
            {
                if (await SourcingStore.LockSourceAsync(scope, site, source, cancel) is not { } was)
                    return Problems.SourceNotFound;
                var read = (asked with { Kind = asked.Kind ?? was.Kind }).Read(source);
                if (read.Value is not { } now)
                    return read.Problem!;
                if (now == was)
                    return new Done(was, []);
                if (await FormerStore.CountOfSourceAsync(scope, site, source, cancel) != number)
                    return Problems.RecordChanged;
                if (now.IsUnnamed && !was.IsUnnamed)
                {
                    var names = await FormerStore.ListNamesAsync(scope, site, source, cancel);
                    if (StillNames(now, [was.Name, .. names.Select(one => one.Name)]) is { } wrong)
                        return wrong;
                }

                // Two of one name and kind would be two roots of whatever both of them said.
                if (
                    !now.IsUnnamed
                    && await SourcingStore.FindSourceAsync(scope, site, now.Kind, now.Name, cancel) is { } other
                    && other.Id != source
                )
                    return Problems.SourceTaken;
                var at = clock.GetUtcNow();
                await FormerStore.AddAsync(scope, site, was, by.Id, at, cancel);
                await SourcingStore.ChangeSourceAsync(scope, site, now, cancel);
                var emptied =
                    now.IsUnnamed && !was.IsUnnamed ? await SourcingStore.EmptyHopsAsync(scope, site, source, cancel) : [];
                if (now.IsUnnamed)
                    await ForgetAsync(scope, site, now, by, at, cancel);
                if ((now.Kind, now.Name) != (was.Kind, was.Name))
                    foreach (var (story, passage) in await SourcingStore.ListPassagesOfSourceAsync(scope, site, source, cancel))
                        await ReportTextStore.AddRemarkAsync(
                            scope,
                            site,
                            story,
                            new(ids.New(), ReportRemarkKind.SourceCorrected, passage, at),
                            by.Id,
                            cancel
                        );
                // Readers never see the note.
                if (now != was with { Note = now.Note })
                    await SourcingWriter.TellSourceAsync(scope, site, source, at, cancel);
                return new Done(now, emptied);
            },
            cancel
        );

    private static async Task ForgetAsync(
        DbScope scope,
        SiteId site,
        Source now,
        Reader by,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        await FormerStore.ForgetAsync(scope, site, now.Id, cancel);
        foreach (var story in await SourceReplyStore.ForgetNameAsync(scope, site, now.Id, now, null, by.Id, at, cancel))
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, at, cancel, subjectId: story);
    }

    // An address leads to whoever is no longer named, and what is said of them may hold the name.
    private static Problem? StillNames(Source now, IEnumerable<string> named)
    {
        var names = named.Select(Source.KeyOf).ToList();
        return Problem.Of(
            now.Url is null ? null : Problems.StillNamed with { Field = "url" },
            About("source", now.Name),
            About("why-unnamed", now.WhyUnnamed),
            About("interest", now.Interest),
            About("note", now.Note)
        );

        Problem? About(string field, string? said) =>
            said is not null && names.Exists(name => Source.KeyOf(said).Contains(name, StringComparison.Ordinal))
                ? Problems.StillNamed with
                {
                    Field = field,
                }
                : null;
    }
}
