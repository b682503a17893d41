using Parley.Readers;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>The invitations of each site that are open.</summary>
internal sealed class InvitationStore(Database database, TimeProvider clock) : IKeptForATime
{
    // However whoever invited lost their role (a command, a token that says otherwise), what they opened is shut.
    private const string Select = """
        SELECT i.site_id, i.id, i.email, i.role, r.name, i.created_at, i.expires_at, i.sections, i.inviter_id FROM invitation i
        JOIN reader r ON r.site_id = i.site_id AND r.id = i.inviter_id
        LEFT JOIN account a ON a.id = r.account_id
        WHERE i.site_id = @site AND i.expires_at > @now AND (r.role = 4 OR a.is_operator)
        """;

    /// <summary>Those that still open something, the latest first.</summary>
    public Task<List<Invitation>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"{Select} ORDER BY i.created_at DESC, i.id",
                    [("@site", site), ("@now", clock.GetUtcNow())],
                    Read,
                    cancel
                ),
            cancel
        );

    public Task<Invitation?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, clock.GetUtcNow(), cancel), cancel);

    public static Task<Invitation?> FindAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancel
    ) => scope.FirstAsync($"{Select} AND i.id = @id", [("@site", site), ("@now", now), ("@id", id)], Read, cancel);

    /// <summary>Keeps an invitation in the place of the one that the address had, and forgets those that have run out.</summary>
    /// <returns>False where too many are open.</returns>
    public static async Task<bool> AddAsync(DbScope scope, Invitation invitation, Guid inviter, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "DELETE FROM invitation WHERE site_id = @site AND (email = @email OR expires_at <= @now)",
            [("@site", invitation.Site), ("@email", invitation.Email.Text), ("@now", invitation.CreatedAt)],
            cancel
        );
        var open = await scope.FirstAsync(
            $"SELECT count(*) FROM ({Select}) held",
            [("@site", invitation.Site), ("@now", invitation.CreatedAt)],
            row => row.Int(0),
            cancel
        );
        if (open >= Invitation.MostOpen)
            return false;
        await scope.ExecuteAsync(
            """
            INSERT INTO invitation (site_id, id, email, role, sections, inviter_id, created_at, expires_at)
            VALUES (@site, @id, @email, @role, @sections, @inviter, @now, @end)
            """,
            [
                ("@site", invitation.Site),
                ("@id", invitation.Id),
                ("@email", invitation.Email.Text),
                ("@role", invitation.Role),
                ("@sections", SectionNames.ToJson(invitation.Sections)),
                ("@inviter", inviter),
                ("@now", invitation.CreatedAt),
                ("@end", invitation.ExpiresAt),
            ],
            cancel
        );
        return true;
    }

    /// <summary>Takes an invitation away, because it was accepted or withdrawn. Of two at once, one does.</summary>
    public static async Task<bool> TakeAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "DELETE FROM invitation WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            cancel
        ) > 0;

    /// <summary>Withdraws an invitation: its link, on paper or in a letter that is still to go, opens nothing.</summary>
    public Task<bool> WithdrawAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.WriteAsync(scope => TakeAsync(scope, site, id, cancel), cancel);

    /// <summary>Withdraws what an address was invited to, of an account that is deleted.</summary>
    public static Task WithdrawForAsync(DbScope scope, SiteId site, EmailAddress email, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM invitation WHERE site_id = @site AND email = @email",
            [("@site", site), ("@email", email.Text)],
            cancel
        );

    /// <summary>Forgets those that have run out, with the addresses in them.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync("DELETE FROM invitation WHERE expires_at <= @now", [("@now", clock.GetUtcNow())], cancel),
            cancel
        );

    /// <summary>Withdraws what somebody opened who may not any more.</summary>
    public static Task WithdrawByAsync(DbScope scope, SiteId site, Guid inviter, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM invitation WHERE site_id = @site AND inviter_id = @inviter",
            [("@site", site), ("@inviter", inviter)],
            cancel
        );

    private static Invitation Read(Row row) =>
        new(
            new SiteId(row.Int(0)),
            row.Guid(1),
            EmailAddress.Kept(row.Text(2)),
            (ReaderRole)row.Int(3),
            row.Text(4),
            row.Time(5),
            row.Time(6)
        )
        {
            Sections = SectionNames.FromJson(row.TextOrNull(7)),
            InviterId = row.Guid(8),
        };
}
