using Parley.Events;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// A reader takes another name on a site, once a day at most: who answers whom must stay readable. Moderators see the names that
/// were, everybody else the one that is.
/// </summary>
internal sealed class ChangeName(Database database, ReaderStore readers, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(24);

    /// <param name="typed">The name as it was typed.</param>
    /// <returns>The reader under the name that holds now.</returns>
    public async Task<Result<Reader>> HandleAsync(Site site, Reader reader, string? typed, CancellationToken cancel)
    {
        // A guest's name is no account's, and an imported one is kept as it was.
        if (reader.Kind != ReaderKind.Account)
            return Problems.NotAllowed;
        var staff = reader.IsStaff ? new DisplayNamesOfStaff([], []) : await readers.FindStaffNamesAsync(site, cancel);
        var chosen = DisplayName.Choose(typed, staff);
        if (!chosen.IsSuccess)
            return chosen.Problem;
        return await database.WriteRacedAsync(scope => ChangeAsync(scope, reader, chosen.Value, cancel), cancel);
    }

    private async Task<Result<Reader>> ChangeAsync(DbScope scope, Reader reader, DisplayName name, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await ReaderStore.LockAsync(scope, reader.Site, reader.Id, cancel);
        if (await ReaderStore.FindAsync(scope, reader.Site, reader.Id, cancel) is not { } known)
            return Problems.ReaderNotFound;
        if (known.Name == name.Text)
            return known;
        var last = await scope.FirstAsync(
            "SELECT until FROM earlier_name WHERE site_id = @site AND reader_id = @reader ORDER BY until DESC LIMIT 1",
            [("@site", reader.Site), ("@reader", reader.Id)],
            row => row.TimeOrNull(0),
            cancel
        );
        if (last is { } before && now - before < Between)
            return Problems.NameChangedLately;
        if (await ReaderStore.IsTakenAsync(scope, reader.Site, name, cancel, by: reader.Id))
            return Problems.NameTaken;
        await scope.ExecuteAsync(
            "INSERT INTO earlier_name (site_id, reader_id, name, until) VALUES (@site, @reader, @name, @now)",
            [("@site", reader.Site), ("@reader", reader.Id), ("@name", known.Name), ("@now", now)],
            cancel
        );
        await scope.ExecuteAsync(
            "UPDATE reader SET name = @name, skeleton = @skeleton WHERE site_id = @site AND id = @reader",
            [("@name", name.Text), ("@skeleton", name.Skeleton), ("@site", reader.Site), ("@reader", reader.Id)],
            cancel
        );
        await EventLog.AppendAsync(scope, reader.Site, EventKind.ReaderChanged, now, cancel, subjectId: reader.Id);
        return known with { Name = name.Text };
    }
}
