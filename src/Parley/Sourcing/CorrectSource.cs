using Parley.Readers;
using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>
/// Corrects what is known of a source, for every report that has something from it. What was known before stays on record in the newsroom,
/// but for the name of one who is not named any longer: what should never have been written is not kept.
/// </summary>
internal sealed class CorrectSource(Database database, TimeProvider clock)
{
    /// <param name="asked">As it is to be from now on; its kind may be left out.</param>
    public Task<Result<Source>> HandleAsync(SiteId site, Guid source, Reader by, SourceAsked asked, CancellationToken cancel) =>
        database.WriteAsync<Result<Source>>(
            async scope =>
            {
                if (await SourcingStore.LockSourceAsync(scope, site, source, cancel) is not { } was)
                    return Problems.SourceNotFound;
                var read = (asked with { Kind = asked.Kind ?? was.Kind }).Read(source);
                if (read.Value is not { } now)
                    return read.Problem!;
                if (now == was)
                    return was;
                // Two of one name and kind would be two roots of whatever both of them said.
                if (
                    !now.IsUnnamed
                    && await SourcingStore.FindSourceAsync(scope, site, now.Kind, now.Name, cancel) is { } other
                    && other.Id != source
                )
                    return Problems.SourceTaken;
                var at = clock.GetUtcNow();
                await FormerStore.AddAsync(scope, site, was, by.Id, at, cancel);
                if (now.IsUnnamed)
                    await FormerStore.ForgetNamesAsync(scope, site, source, cancel);
                await SourcingStore.ChangeSourceAsync(scope, site, now, cancel);
                // Readers never see the note.
                if (now != was with { Note = now.Note })
                    await SourcingWriter.TellSourceAsync(scope, site, source, at, cancel);
                return now;
            },
            cancel
        );
}
