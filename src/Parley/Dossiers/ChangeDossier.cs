using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Dossiers;

/// <summary>Makes a dossier and changes what it holds. No line without a claim.</summary>
internal sealed class ChangeDossier(Database database, Ids ids, TimeProvider clock)
{
    /// <summary>A new draft, kept by whoever makes it.</summary>
    public Task<Result<Dossier>> AddAsync(SiteId site, Reader by, DossierAsked asked, CancellationToken cancel) =>
        database.WriteAsync(scope => PutAsync(scope, site, null, by, asked, cancel), cancel);

    /// <summary>Its title, its lead, its address, and whether everybody may read it.</summary>
    public Task<Result<Dossier>> SaveAsync(
        SiteId site,
        Guid dossier,
        Reader by,
        DossierAsked asked,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<Dossier>>(
            async scope =>
                await DossierStore.LockAsync(scope, site, dossier, cancel) is { } found
                    ? await PutAsync(scope, site, found, by, asked, cancel)
                    : Problems.DossierNotFound,
            cancel
        );

    private async Task<Result<Dossier>> PutAsync(
        DbScope scope,
        SiteId site,
        Dossier? before,
        Reader by,
        DossierAsked asked,
        CancellationToken cancel
    )
    {
        var read = asked.Read();
        if (!read.IsSuccess)
            return read.Problem;
        var id = before?.Id ?? ids.New();
        var slug = read.Value.Slug ?? before?.Slug ?? Slugs.Of(read.Value.Title, id);
        if (await DossierStore.FindBySlugAsync(scope, site, slug, cancel) is { } other && other.Id != id)
            return Problems.DossierSlugTaken;
        var now = clock.GetUtcNow();
        var published = asked.IsPublished switch
        {
            true => before?.PublishedAt ?? now,
            false => null,
            null => before?.PublishedAt,
        };
        var dossier = new Dossier(
            id,
            slug,
            read.Value.Title,
            asked.Lead is null ? before?.Lead : read.Value.Lead,
            by.Name,
            published,
            now
        );
        await DossierStore.PutAsync(scope, site, dossier, by.Id, cancel);
        // What leads to it from its stories: whether it does, by what words, and where.
        if (before is not null && (before.Slug, before.Title, before.PublishedAt) != (slug, dossier.Title, published))
            foreach (var story in await DossierStore.ListStoriesAsync(scope, site, id, cancel))
                await SourcingWriter.TellAsync(scope, site, story, null, now, cancel);
        return (await DossierStore.FindAsync(scope, site, id, cancel))!;
    }

    /// <summary>Adds a line, or puts it in place of another of its kind.</summary>
    /// <param name="line">The one that is changed; null for a new one.</param>
    /// <returns>The id of the line: of a story's its own.</returns>
    public Task<Result<Guid>> PutLineAsync(SiteId site, Guid dossier, Guid? line, LineAsked asked, CancellationToken cancel) =>
        database.WriteAsync<Result<Guid>>(
            async scope =>
            {
                if (await DossierStore.LockAsync(scope, site, dossier, cancel) is not { } found)
                    return Problems.DossierNotFound;
                var lines = await DossierStore.ReadAsync(scope, site, dossier, isPublic: false, cancel);
                // A story is its own line: there is nothing to put in its place.
                var isGone =
                    line is { } changed
                    && (!IsThere(lines, asked.Kind, changed) || (asked.Kind == LineKind.Story && asked.Story != changed));
                var wrong =
                    (isGone ? Problems.LineNotFound : null)
                    ?? asked.FindWrong()
                    ?? FindUnknown(lines, asked)
                    ?? (line is null && IsFull(lines, asked.Kind) ? Problems.DossierFull : null);
                if (wrong is not null)
                    return wrong;
                List<Guid> claims = [.. (asked.Claims ?? []).Distinct()];
                foreach (var claim in claims)
                    if (await SourcingStore.FindClaimAsync(scope, site, claim, cancel) is null)
                        return Problems.LineClaimUnknown;
                var now = clock.GetUtcNow();
                var id = line ?? ids.New();
                if (asked.Kind == LineKind.Story)
                {
                    id = asked.Story ?? default;
                    if (await ReportTextStore.LockAsync(scope, site, id, cancel) is null)
                        return Problems.LineStoryUnknown;
                    await DossierStore.AddStoryAsync(scope, site, dossier, id, now, cancel);
                    await SourcingWriter.TellAsync(scope, site, id, null, now, cancel);
                }
                else
                {
                    var (table, columns) = ToColumns(asked);
                    await DossierStore.PutLineAsync(scope, site, dossier, table, id, columns, claims, cancel);
                }

                await DossierStore.PutAsync(scope, site, found with { ChangedAt = now }, default, cancel);
                return id;
            },
            cancel
        );

    /// <summary>Takes a line out; with an event its roles.</summary>
    public Task<Result<Guid>> RemoveLineAsync(SiteId site, Guid dossier, Guid line, CancellationToken cancel) =>
        database.WriteAsync<Result<Guid>>(
            async scope =>
            {
                if (await DossierStore.LockAsync(scope, site, dossier, cancel) is not { } found)
                    return Problems.DossierNotFound;
                var lines = await DossierStore.ReadAsync(scope, site, dossier, isPublic: false, cancel);
                if (!Enum.GetValues<LineKind>().Any(kind => IsThere(lines, kind, line)))
                    return Problems.LineNotFound;
                if (
                    lines.Roles.Any(role => role.Actor == line) || lines.Ties.Any(tie => tie.Actor == line || tie.Other == line)
                )
                    return Problems.ActorInUse;
                var now = clock.GetUtcNow();
                await DossierStore.RemoveLineAsync(scope, site, dossier, line, cancel);
                if (lines.Stories.Contains(line))
                    await SourcingWriter.TellAsync(scope, site, line, null, now, cancel);
                await DossierStore.PutAsync(scope, site, found with { ChangedAt = now }, default, cancel);
                return line;
            },
            cancel
        );

    private static bool IsThere(DossierLines lines, LineKind? kind, Guid line) =>
        kind switch
        {
            LineKind.Story => lines.Stories.Contains(line),
            LineKind.Actor => lines.Actors.Any(one => one.Id == line),
            LineKind.Event => lines.Events.Any(one => one.Id == line),
            LineKind.Role => lines.Roles.Any(one => one.Id == line),
            LineKind.Tie => lines.Ties.Any(one => one.Id == line),
            _ => false,
        };

    private static bool IsFull(DossierLines lines, LineKind? kind) =>
        kind switch
        {
            LineKind.Story => lines.Stories.Count >= Dossier.MostStories,
            LineKind.Actor => lines.Actors.Count >= Dossier.MostActors,
            LineKind.Event => lines.Events.Count >= Dossier.MostEvents,
            LineKind.Role => lines.Roles.Count >= Dossier.MostRoles,
            _ => lines.Ties.Count >= Dossier.MostTies,
        };

    private static Problem? FindUnknown(DossierLines lines, LineAsked asked) =>
        Problem.Of(
            asked.Kind is LineKind.Role or LineKind.Tie && lines.Actors.All(one => one.Id != asked.Actor)
                ? Problems.LineActorUnknown
                : null,
            asked.Kind == LineKind.Tie && lines.Actors.All(one => one.Id != asked.Other)
                ? Problems.LineActorUnknown with
                {
                    Field = "other",
                }
                : null,
            asked.Kind == LineKind.Role && lines.Events.All(one => one.Id != asked.Event) ? Problems.LineEventUnknown : null
        );

    // Texts are as they were typed, without outer blanks; FindWrong has read them before.
    private static (string Table, (string, object?)[] Columns) ToColumns(LineAsked asked) =>
        asked.Kind switch
        {
            LineKind.Actor => ("actor", [("name", LineAsked.Line(asked.Name).Value), ("what", What(asked))]),
            LineKind.Event => (
                "dossier_event",
                [
                    ("what", What(asked)),
                    ("happened_on", SourcingText.Date(asked.When).Value),
                    ("place", LineAsked.Line(asked.Where).Value),
                ]
            ),
            LineKind.Role => ("event_role", [("event_id", asked.Event), ("actor_id", asked.Actor), ("part", What(asked))]),
            _ => (
                "tie",
                [
                    ("actor_id", asked.Actor),
                    ("other_id", asked.Other),
                    ("kind", asked.Tie),
                    ("held_from", SourcingText.Date(asked.From).Value),
                    ("held_to", SourcingText.Date(asked.To).Value),
                ]
            ),
        };

    private static string? What(LineAsked asked) =>
        Markup.SourceText.OfLine(asked.What, Markup.TextLimits.Of(DossierEvent.LongestWhat)).Value;
}
