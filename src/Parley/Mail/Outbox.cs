using Parley.Storage;

namespace Parley.Mail;

/// <summary>The letters that are to be sent. They stay until they are handed over.</summary>
internal sealed class Outbox(Database database, MailRoute route, Ids ids, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Raised in this process when a letter was asked for.</summary>
    public event Action? Asked;

    /// <summary>Asks for a letter, as part of a larger change. Nothing where no letter can be sent.</summary>
    /// <param name="content">What its writer needs, as JSON.</param>
    public async Task AskAsync(
        DbScope scope,
        SiteId site,
        string kind,
        string address,
        string content,
        CancellationToken cancel
    )
    {
        if (!route.IsOpen)
            return;
        await scope.ExecuteAsync(
            """
            INSERT INTO letter (site_id, id, kind, address, content, due_at, tries)
            VALUES (@site, @id, @kind, @address, @content, @now, 0)
            """,
            [
                ("@site", site),
                ("@id", ids.New()),
                ("@kind", kind),
                ("@address", address),
                ("@content", content),
                ("@now", clock.GetUtcNow()),
            ],
            cancel
        );
    }

    /// <summary>Asks for a letter and nothing else.</summary>
    public async Task AskAsync(SiteId site, string kind, string address, string content, CancellationToken cancel)
    {
        await database.WriteAsync(scope => AskAsync(scope, site, kind, address, content, cancel), cancel);
        Wake();
    }

    /// <summary>Says that a larger change with a letter in it is committed.</summary>
    public void Wake() => Asked?.Invoke();

    /// <summary>The letters whose time has come, each taken so that no other node sends it. The first few of them.</summary>
    public async Task<List<Wanted>> TakeAsync(int most, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT site_id, id, kind, address, content, tries FROM letter WHERE due_at <= @now ORDER BY due_at LIMIT @most
                    """,
                    [("@now", now), ("@most", most)],
                    row => new Wanted(new SiteId(row.Int(0)), row.Guid(1), row.Text(2), row.Text(3), row.Text(4), row.Int(5)),
                    cancel
                ),
            cancel
        );
        if (due.Count == 0)
            return due;
        return await database.WriteAsync(
            async scope =>
            {
                var taken = new List<Wanted>();
                foreach (var letter in due)
                    if (await TakeAsync(scope, letter, now, cancel))
                        taken.Add(letter);
                return taken;
            },
            cancel
        );
    }

    /// <summary>Forgets a letter: it is sent, or there is nobody to send it to.</summary>
    public Task ForgetAsync(Wanted letter, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM letter WHERE site_id = @site AND id = @id",
                    [("@site", letter.Site), ("@id", letter.Id)],
                    cancel
                ),
            cancel
        );

    /// <summary>Keeps a letter that could not be sent for later: after one minute, two, four, up to four hours.</summary>
    public Task PostponeAsync(Wanted letter, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE letter SET due_at = @due WHERE site_id = @site AND id = @id",
                    [("@due", clock.GetUtcNow() + WaitAfter(letter.Tries)), ("@site", letter.Site), ("@id", letter.Id)],
                    cancel
                ),
            cancel
        );

    private static TimeSpan WaitAfter(int tries) =>
        tries >= 8 ? LongestWait
        : TimeSpan.FromMinutes(1 << tries) is var wait && wait < LongestWait ? wait
        : LongestWait;

    private static async Task<bool> TakeAsync(DbScope scope, Wanted letter, DateTimeOffset now, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "UPDATE letter SET due_at = @until, tries = tries + 1 WHERE site_id = @site AND id = @id AND due_at <= @now",
            [("@until", now + Lease), ("@site", letter.Site), ("@id", letter.Id), ("@now", now)],
            cancel
        ) == 1;
}
