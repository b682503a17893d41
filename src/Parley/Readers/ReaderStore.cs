using System.Text.Json.Nodes;
using Parley.Events;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>The readers of each site.</summary>
internal sealed class ReaderStore(Database database, TimeProvider clock)
{
    /// <summary>How long somebody is new on a site.</summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromDays(1);

    private const string Columns = "site_id, id, account_id, kind, role, name, published_count, sections";

    public Task<Reader?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<Reader?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM reader WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    /// <summary>Whether a reader came to the site less than a day ago.</summary>
    public Task<bool> IsNewAsync(SiteId site, Guid id, DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT 1 FROM reader WHERE site_id = @site AND id = @id AND created_at > @since",
                    [("@site", site), ("@id", id), ("@since", now - NewFor)],
                    _ => true,
                    cancel
                ),
            cancel
        );

    /// <inheritdoc cref="FindConfirmedAddressAsync(DbScope, SiteId, Guid, CancellationToken)"/>
    public Task<string?> FindConfirmedAddressAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(scope => FindConfirmedAddressAsync(scope, site, reader, cancel), cancel);

    /// <summary>Where letters to a reader go. A guest has given an address that nobody has confirmed: it may be anybody's.</summary>
    public static Task<string?> FindConfirmedAddressAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT a.email FROM reader r JOIN account a ON a.id = r.account_id
            WHERE r.site_id = @site AND r.id = @reader AND a.confirmed_at IS NOT NULL
            """,
            [("@site", site), ("@reader", reader)],
            row => row.TextOrNull(0),
            cancel
        );

    public Task<Reader?> FindByAccountAsync(SiteId site, Guid account, CancellationToken cancel) =>
        database.ReadAsync(scope => FindByAccountAsync(scope, site, account, cancel), cancel);

    public static Task<Reader?> FindByAccountAsync(DbScope scope, SiteId site, Guid account, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM reader WHERE site_id = @site AND account_id = @account",
            [("@site", site), ("@account", account)],
            Read,
            cancel
        );

    /// <summary>Locks a reader, so that of two changes at once the second sees the first.</summary>
    public static Task LockAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "SELECT 1 FROM reader WHERE site_id = @site AND id = @reader" + scope.Dialect.ForUpdate,
            [("@site", site), ("@reader", reader)],
            cancel
        );

    /// <summary>What nobody but the site's staff may be called.</summary>
    public Task<DisplayNamesOfStaff> FindStaffNamesAsync(Site site, CancellationToken cancel) =>
        database.ReadAsync(scope => FindStaffNamesAsync(scope, site, cancel), cancel);

    /// <inheritdoc cref="FindStaffNamesAsync(Site, CancellationToken)"/>
    public static async Task<DisplayNamesOfStaff> FindStaffNamesAsync(DbScope scope, Site site, CancellationToken cancel)
    {
        var names = await scope.ListAsync(
            "SELECT name FROM reader WHERE site_id = @site AND role >= 1",
            [("@site", site.Id)],
            row => row.Text(0),
            cancel
        );
        var words = Words.For(site.Language);
        return new(RoleNames(words), [site.Title, .. names]);
    }

    /// <summary>Whether somebody of the site has a name that looks like this one, and chose it here.</summary>
    /// <param name="by">Who wants it, and is nobody else's rival.</param>
    public static async Task<bool> IsTakenAsync(
        DbScope scope,
        SiteId site,
        DisplayName name,
        CancellationToken cancel,
        Guid? by = null
    ) =>
        await scope.FirstAsync(
            "SELECT 1 FROM reader WHERE site_id = @site AND kind = 0 AND skeleton = @skeleton AND id <> @by LIMIT 1",
            [("@site", site), ("@skeleton", name.Skeleton), ("@by", by ?? Guid.Empty)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>A reader's e-mail address, of the account or of a guest; null where there is none. For nobody's screen.</summary>
    public Task<string?> FindEmailAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT coalesce(a.email, r.email) FROM reader r LEFT JOIN account a ON a.id = r.account_id
                    WHERE r.site_id = @site AND r.id = @reader
                    """,
                    [("@site", site), ("@reader", id)],
                    row => row.TextOrNull(0),
                    cancel
                ),
            cancel
        );

    /// <summary>The names that a reader had before, the latest first; the last ten of them.</summary>
    public static Task<List<string>> ListEarlierNamesAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT name FROM earlier_name WHERE site_id = @site AND reader_id = @reader ORDER BY until DESC LIMIT 10",
            [("@site", site), ("@reader", reader)],
            row => row.Text(0),
            cancel
        );

    /// <summary>Locks the administrators of a site, so that two of them cannot each leave the site to the other.</summary>
    public static Task LockAdministratorsAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "SELECT 1 FROM reader WHERE site_id = @site AND role >= 1 AND role = 4 ORDER BY id" + scope.Dialect.ForUpdate,
            [("@site", site)],
            cancel
        );

    /// <summary>Whether the site has an administrator besides this one, and who stays.</summary>
    public static async Task<bool> HasOtherAdministratorAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            """
            SELECT 1 FROM reader r LEFT JOIN account a ON a.id = r.account_id
            WHERE r.site_id = @site AND r.role >= 1 AND r.role = 4 AND r.id <> @reader AND a.leaves_at IS NULL LIMIT 1
            """,
            [("@site", site), ("@reader", reader)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>Keeps a new reader; where they begin as staff, that goes on record.</summary>
    /// <param name="email">A guest's, who has no account to hold it. Never shown.</param>
    public Task AddAsync(DbScope scope, Reader reader, DisplayName name, EmailAddress? email, CancellationToken cancel)
    {
        if (reader.IsStaff)
            RecordRole(scope, reader with { Role = ReaderRole.Reader }, reader.Role, [], null);
        return scope.ExecuteAsync(
            """
            INSERT INTO reader (site_id, id, account_id, kind, role, name, skeleton, email, published_count, created_at)
            VALUES (@site, @reader, @account, @kind, @role, @name, @skeleton, @email, 0, @now)
            """,
            [
                ("@site", reader.Site),
                ("@reader", reader.Id),
                ("@account", reader.AccountId),
                ("@kind", reader.Kind),
                ("@role", reader.Role),
                ("@name", name.Text),
                ("@skeleton", name.Skeleton),
                ("@email", email?.Text),
                ("@now", clock.GetUtcNow()),
            ],
            cancel
        );
    }

    /// <summary>Gives a reader another role, or a moderator other sections, and puts it on record. Every node hears of it.</summary>
    /// <param name="by">Who says so; null where a command does.</param>
    /// <param name="sections">What a moderator is limited to; null or none for the whole site. Of another role it means nothing.</param>
    public async Task<Reader> ChangeRoleAsync(
        DbScope scope,
        Reader reader,
        ReaderRole role,
        CancellationToken cancel,
        Guid? by = null,
        IReadOnlyList<string>? sections = null
    )
    {
        var limited = role == ReaderRole.Moderator ? sections ?? [] : [];
        var kept = SectionNames.ToJson(limited);
        await scope.ExecuteAsync(
            "UPDATE reader SET role = @role, sections = @sections WHERE site_id = @site AND id = @reader",
            [("@role", role), ("@sections", kept), ("@site", reader.Site), ("@reader", reader.Id)],
            cancel
        );
        RecordRole(scope, reader, role, limited, by);
        await SayChangedAsync(scope, reader, cancel);
        return reader with { Role = role, LimitedTo = limited };
    }

    private void RecordRole(DbScope scope, Reader reader, ReaderRole to, IReadOnlyList<string> sections, Guid? by) =>
        RecordStore.Add(
            scope,
            reader.Site,
            new(
                RecordKind.Role,
                reader.Id,
                clock.GetUtcNow(),
                new()
                {
                    ["from"] = (int)reader.Role,
                    ["fromSections"] = ToRecord(reader.Sections),
                    ["to"] = (int)to,
                    ["toSections"] = ToRecord(sections),
                    ["by"] = by,
                }
            )
        );

    private static JsonArray ToRecord(IReadOnlyList<string> sections) =>
        new([.. sections.Select(name => (JsonNode?)JsonValue.Create(name))]);

    /// <summary>Gives a reader another name, and a role with it, which goes on record where it is another. Every node hears of it.</summary>
    public async Task<Reader> ChangeAsync(
        DbScope scope,
        Reader reader,
        DisplayName name,
        ReaderRole role,
        CancellationToken cancel
    )
    {
        var sections = role == reader.Role ? SectionNames.ToJson(reader.LimitedTo) : null;
        if (role != reader.Role)
            RecordRole(scope, reader, role, [], null);
        await scope.ExecuteAsync(
            """
            UPDATE reader SET role = @role, sections = @sections, name = @name, skeleton = @skeleton
            WHERE site_id = @site AND id = @reader
            """,
            [
                ("@role", role),
                ("@sections", sections),
                ("@name", name.Text),
                ("@skeleton", name.Skeleton),
                ("@site", reader.Site),
                ("@reader", reader.Id),
            ],
            cancel
        );
        await SayChangedAsync(scope, reader, cancel);
        return reader with { Name = name.Text, Role = role };
    }

    private Task SayChangedAsync(DbScope scope, Reader reader, CancellationToken cancel) =>
        EventLog.AppendAsync(scope, reader.Site, EventKind.ReaderChanged, clock.GetUtcNow(), cancel, subjectId: reader.Id);

    private static string[] RoleNames(Words words) => [words["role.moderator"], words["role.administrator"]];

    private static Reader Read(Row row) =>
        new(
            new SiteId(row.Int(0)),
            row.Guid(1),
            row.GuidOrNull(2),
            (ReaderKind)row.Int(3),
            (ReaderRole)row.Int(4),
            row.Text(5),
            row.Int(6)
        )
        {
            LimitedTo = SectionNames.FromJson(row.TextOrNull(7)),
        };
}
