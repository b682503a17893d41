using Parley.Storage;

namespace Parley.Reasons;

/// <summary>The statements of what was restricted.</summary>
internal sealed class StatementStore(Database database)
{
    /// <summary>All statements about a comment, oldest first.</summary>
    public Task<List<Statement>> ListAsync(SiteId site, Guid comment, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT content FROM statement WHERE site_id = @site AND comment_id = @comment ORDER BY at",
                    [("@site", site), ("@comment", comment)],
                    row => Statement.FromJson(row.Text(0)),
                    cancel
                ),
            cancel
        );

    /// <summary>The latest statements of several comments, for a page that shows what waits.</summary>
    public Task<Dictionary<Guid, Statement>> FindLatestAsync(
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    ) =>
        comments.Count == 0
            ? Task.FromResult(new Dictionary<Guid, Statement>())
            : database.ReadAsync(
                async scope =>
                {
                    var (names, parameters) = DbScope.In("id", comments);
                    var rows = await scope.ListAsync(
                        $"SELECT comment_id, content FROM statement WHERE site_id = @site AND comment_id IN ({names}) ORDER BY at",
                        [("@site", site), .. parameters],
                        row => (Comment: row.Guid(0), Statement: Statement.FromJson(row.Text(1))),
                        cancel
                    );
                    var latest = new Dictionary<Guid, Statement>();
                    foreach (var (comment, statement) in rows)
                        latest[comment] = statement;
                    return latest;
                },
                cancel
            );

    public async Task<IReadOnlyList<Reason>> FindReasonsAsync(SiteId site, Guid comment, CancellationToken cancel) =>
        (await ListAsync(site, comment, cancel)).LastOrDefault()?.Reasons ?? [];

    public static Task AddAsync(DbScope scope, SiteId site, Guid comment, Statement statement, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "INSERT INTO statement (site_id, comment_id, at, content) VALUES (@site, @comment, @at, @content)",
            [("@site", site), ("@comment", comment), ("@at", statement.At), ("@content", statement.ToJson())],
            cancel
        );
}
