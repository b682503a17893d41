using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Tokens;

/// <summary>The readers whom sites' own systems sign in: made at the first token, and called as the latest one says.</summary>
internal sealed class TokenIdentities(ReaderStore readers, Ids ids)
{
    private sealed record Known(Guid ReaderId, DateTimeOffset? ToldAt);

    /// <summary>Whom the claims mean, by (site, issuer, subject) alone. The last administrator keeps the role, whatever they say.</summary>
    public async Task<Reader> EnterAsync(DbScope scope, Site site, TokenClaims claims, CancellationToken cancel)
    {
        var role = TokenRoles.RoleOf(site.Settings, claims.Role);
        if (await FindAsync(scope, site.Id, claims, cancel) is not { } known)
            return await AddAsync(scope, site.Id, claims, await NameAsync(scope, site, claims, role, cancel), role, cancel);
        var reader = (await ReaderStore.FindAsync(scope, site.Id, known.ReaderId, cancel))!;
        // What an older token says is over. One that has no time says nothing new.
        if (claims.IssuedAt is null || claims.IssuedAt <= known.ToldAt)
            return reader;
        if (reader.Role == ReaderRole.Administrator && role != ReaderRole.Administrator)
        {
            await ReaderStore.LockAdministratorsAsync(scope, site.Id, cancel);
            if (!await ReaderStore.HasOtherAdministratorAsync(scope, site.Id, reader.Id, cancel))
                role = reader.Role;
        }

        await scope.ExecuteAsync(
            """
            UPDATE token_identity SET told_at = @told
            WHERE site_id = @site AND issuer = @issuer AND subject = @subject
            """,
            [("@told", claims.IssuedAt), .. Key(site.Id, claims)],
            cancel
        );
        var name = await NameAsync(scope, site, claims, role, cancel);
        return reader.Name == name.Text && reader.Role == role
            ? reader
            : await readers.ChangeAsync(scope, reader, name, role, cancel);
    }

    /// <summary>Whom the claims mean, without making anybody; null for somebody who has not been here.</summary>
    public static async Task<Reader?> FindReaderAsync(
        DbScope scope,
        SiteId site,
        TokenClaims claims,
        CancellationToken cancel
    ) =>
        await FindAsync(scope, site, claims, cancel) is { } known
            ? await ReaderStore.FindAsync(scope, site, known.ReaderId, cancel)
            : null;

    private static async Task<DisplayName> NameAsync(
        DbScope scope,
        Site site,
        TokenClaims claims,
        ReaderRole role,
        CancellationToken cancel
    ) =>
        ToldName.Of(
            claims,
            role.IsStaff() ? null : await ReaderStore.FindStaffNamesAsync(scope, site, cancel),
            Words.For(site.Language)
        );

    private async Task<Reader> AddAsync(
        DbScope scope,
        SiteId site,
        TokenClaims claims,
        DisplayName name,
        ReaderRole role,
        CancellationToken cancel
    )
    {
        var reader = new Reader(site, ids.New(), null, ReaderKind.Signed, role, name.Text, 0);
        await scope.ExecuteAsync(
            """
            INSERT INTO token_identity (site_id, issuer, subject, reader_id, told_at)
            VALUES (@site, @issuer, @subject, @reader, @told)
            """,
            [("@reader", reader.Id), ("@told", claims.IssuedAt), .. Key(site, claims)],
            cancel
        );
        await readers.AddAsync(scope, reader, name, null, cancel);
        return reader;
    }

    private static Task<Known?> FindAsync(DbScope scope, SiteId site, TokenClaims claims, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT reader_id, told_at FROM token_identity WHERE site_id = @site AND issuer = @issuer AND subject = @subject"
                + scope.Dialect.ForUpdate,
            Key(site, claims),
            row => new Known(row.Guid(0), row.TimeOrNull(1)),
            cancel
        );

    private static (string, object?)[] Key(SiteId site, TokenClaims claims) =>
        [("@site", site), ("@issuer", claims.Issuer), ("@subject", claims.Subject)];
}
