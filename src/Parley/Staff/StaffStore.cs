using Parley.Readers;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>Somebody who works on a site.</summary>
/// <param name="IsGivenHere">Whether the role was given here, and can be taken away here.</param>
internal sealed record StaffMember(Guid Id, string Name, ReaderRole Role, bool IsGivenHere)
{
    /// <summary>What a moderator is limited to; none for the whole site.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];
}

/// <summary>Who works on each site.</summary>
internal sealed class StaffStore(Database database)
{
    private const string Select = """
        SELECT r.id, r.name, r.role, r.kind, a.is_operator, r.sections FROM reader r LEFT JOIN account a ON a.id = r.account_id
        WHERE r.site_id = @site AND r.role >= 1
        """;

    /// <summary>The staff of a site, administrators first; five hundred of them at the most.</summary>
    public Task<List<StaffMember>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope => scope.ListAsync($"{Select} ORDER BY r.role DESC, r.name, r.id LIMIT 500", [("@site", site)], Read, cancel),
            cancel
        );

    public static Task<StaffMember?> FindAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync($"{Select} AND r.id = @reader", [("@site", site), ("@reader", reader)], Read, cancel);

    // A site's own sign-in says anew who is staff whenever somebody comes by it; operators are what they are everywhere.
    private static StaffMember Read(Row row) =>
        new(
            row.Guid(0),
            row.Text(1),
            (ReaderRole)row.Int(2),
            (ReaderKind)row.Int(3) == ReaderKind.Account && (row.IsNull(4) || !row.Bool(4))
        )
        {
            Sections = SectionNames.FromJson(row.TextOrNull(5)),
        };

    /// <summary>Whether there is anybody above a moderator besides some: somebody else decides the second time.</summary>
    public static async Task<bool> HasOtherSeniorAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> besides,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("besides", besides);
        return await scope.FirstAsync(
                $"SELECT 1 FROM reader WHERE site_id = @site AND role >= 1 AND role >= @senior AND id NOT IN ({names}) LIMIT 1",
                [("@site", site), ("@senior", ReaderRole.SeniorModerator), .. parameters],
                row => row.Int(0),
                cancel
            ) == 1;
    }
}
