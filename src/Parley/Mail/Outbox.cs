using Parley.Storage;

namespace Parley.Mail;

/// <summary>The letters that are to be sent. They stay until they are handed over.</summary>
internal sealed class Outbox(Database database, MailRoute route, Ids ids, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Rings in this process when a letter was asked for.</summary>
    public Bell Bell { get; } = new();

    /// <summary>Asks for a letter, as part of a larger change. Nothing where no letter can be sent.</summary>
    /// <param name="content">What its writer needs, as JSON.</param>
    /// <param name="account">The account with whose links it is withdrawn.</param>
    /// <param name="due">When it goes; now, unless it says so.</param>
    public async Task AskAsync(
        DbScope scope,
        SiteId site,
        string kind,
        string address,
        string content,
        CancellationToken cancel,
        Guid? account = null,
        DateTimeOffset? due = null
    )
    {
        if (!route.IsOpen)
            return;
        await scope.ExecuteAsync(
            """
            INSERT INTO letter (site_id, id, kind, address, content, account_id, due_at, tries)
            VALUES (@site, @id, @kind, @address, @content, @account, @due, 0)
            """,
            [
                ("@site", site),
                ("@id", ids.New()),
                ("@kind", kind),
                ("@address", address),
                ("@content", content),
                ("@account", account),
                ("@due", due ?? clock.GetUtcNow()),
            ],
            cancel
        );
    }

    /// <summary>Asks for a letter and nothing else.</summary>
    public async Task AskAsync(
        SiteId site,
        string kind,
        string address,
        string content,
        CancellationToken cancel,
        Guid? account = null
    )
    {
        await database.WriteAsync(scope => AskAsync(scope, site, kind, address, content, cancel, account), cancel);
        Wake();
    }

    /// <summary>Says that a larger change with a letter in it is committed.</summary>
    public void Wake() => Bell.Ring();

    /// <summary>Withdraws the letters of an account that are still to be sent.</summary>
    public static Task WithdrawAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync("DELETE FROM letter WHERE account_id = @account", [("@account", account)], cancel);

    /// <summary>The letter that has waited longest of those whose time has come, taken so that no other node sends it.</summary>
    public async Task<Wanted?> TakeAsync(CancellationToken cancel)
    {
        while (await FindDueAsync(cancel) is { } due)
        {
            var mine = due with { Tries = due.Tries + 1 };
            var until = clock.GetUtcNow() + Lease;
            var isMine = await database.WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        """
                        UPDATE letter SET due_at = @until, tries = @mine WHERE site_id = @site AND id = @id AND tries = @before
                        """,
                        [
                            ("@until", until),
                            ("@mine", mine.Tries),
                            ("@site", due.Site),
                            ("@id", due.Id),
                            ("@before", due.Tries),
                        ],
                        cancel
                    ),
                cancel
            );
            if (isMine == 1)
                return mine;
        }

        return null;
    }

    /// <summary>Forgets a letter: it is sent, or there is nobody to send it to.</summary>
    public Task ForgetAsync(Wanted letter, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM letter WHERE site_id = @site AND id = @id AND tries = @mine",
                    [("@site", letter.Site), ("@id", letter.Id), ("@mine", letter.Tries)],
                    cancel
                ),
            cancel
        );

    /// <summary>Keeps a letter that could not be sent for later: after one minute, two, four, up to four hours.</summary>
    public Task PostponeAsync(Wanted letter, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE letter SET due_at = @due WHERE site_id = @site AND id = @id AND tries = @mine",
                    [
                        ("@due", clock.GetUtcNow() + WaitAfter(letter.Tries)),
                        ("@site", letter.Site),
                        ("@id", letter.Id),
                        ("@mine", letter.Tries),
                    ],
                    cancel
                ),
            cancel
        );

    private static TimeSpan WaitAfter(int tries) => tries > 8 ? LongestWait : TimeSpan.FromMinutes(1 << (tries - 1));

    private Task<Wanted?> FindDueAsync(CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT site_id, id, kind, address, content, tries FROM letter
                    WHERE due_at <= @now ORDER BY due_at LIMIT 1
                    """,
                    [("@now", clock.GetUtcNow())],
                    row => new Wanted(new SiteId(row.Int(0)), row.Guid(1), row.Text(2), row.Text(3), row.Text(4), row.Int(5)),
                    cancel
                ),
            cancel
        );
}
