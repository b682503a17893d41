using System.Text.Json.Nodes;
using Parley.Record;
using Parley.Storage;

namespace Parley.Reasons;

/// <summary>The statements of what was restricted.</summary>
internal sealed class StatementStore(Database database)
{
    /// <summary>For LIKE: what the content of a statement looks like in which a check found something.</summary>
    public static string LikeFoundBy(string check) => $"%\"check\":\"{check}\"%";

    /// <summary>All statements about a comment, oldest first.</summary>
    public Task<List<Statement>> ListAsync(SiteId site, Guid comment, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT content, code FROM statement WHERE site_id = @site AND comment_id = @comment ORDER BY at",
                    [("@site", site), ("@comment", comment)],
                    row => Statement.FromJson(row.Text(0)) with { Code = row.TextOrNull(1) },
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
                        $"SELECT comment_id, content, code FROM statement WHERE site_id = @site AND comment_id IN ({names}) ORDER BY at",
                        [("@site", site), .. parameters],
                        row =>
                            (
                                Comment: row.Guid(0),
                                Statement: Statement.FromJson(row.Text(1)) with
                                {
                                    Code = row.TextOrNull(2),
                                }
                            ),
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

    /// <summary>
    /// Keeps a statement, and has it recorded. That a comment waits is no restriction until it has waited long: then it has a statement
    /// more, and that one is recorded.
    /// </summary>
    /// <param name="writer">Whose words, or whom, it is about.</param>
    public static async Task AddAsync(DbScope scope, SiteId site, Guid writer, Statement statement, CancellationToken cancel)
    {
        var content = statement.ToJson();
        await scope.ExecuteAsync(
            """
            INSERT INTO statement (site_id, comment_id, at, restriction, code, content)
            VALUES (@site, @about, @at, @restriction, @code, @content)
            """,
            [
                ("@site", site),
                ("@about", statement.About),
                ("@at", statement.At),
                ("@restriction", statement.Restriction),
                ("@code", statement.CanBeObjectedTo ? Ids.Secret() : null),
                ("@content", content),
            ],
            cancel
        );
        if (statement.Restriction != Restriction.Held)
            RecordStore.Add(scope, site, ToEntry(statement, writer, content));
    }

    /// <summary>Has a statement say until when its writer must not be told, where an authority has said so anew.</summary>
    /// <param name="at">The statement's time.</param>
    public static async Task SilenceAsync(
        DbScope scope,
        SiteId site,
        Guid about,
        DateTimeOffset at,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        (string, object?)[] which = [("@site", site), ("@about", about), ("@at", at)];
        var content = await scope.FirstAsync(
            "SELECT content FROM statement WHERE site_id = @site AND comment_id = @about AND at = @at",
            which,
            row => row.Text(0),
            cancel
        );
        if (content is not null)
            await scope.ExecuteAsync(
                "UPDATE statement SET content = @content WHERE site_id = @site AND comment_id = @about AND at = @at",
                [.. which, ("@content", (Statement.FromJson(content) with { SilentUntil = until }).ToJson())],
                cancel
            );
    }

    // What may name people, or be words of theirs, is sealed: the facts in a moderator's words, and what in a text a machine pointed at.
    private static RecordEntry ToEntry(Statement statement, Guid writer, string content) =>
        new(
            RecordKind.Statement,
            statement.About,
            statement.At,
            new()
            {
                ["id"] = statement.Id,
                ["restriction"] = (int)statement.Restriction,
                ["writer"] = writer,
                ["by"] = statement.DecidedBy,
                ["rule"] = statement.RuleNumber,
                ["rules"] = statement.RulesVersion,
                ["until"] = statement.Until?.ToMicros(),
                ["checks"] = new JsonArray([.. statement.Reasons.Select(reason => JsonValue.Create(reason.Rule))]),
            }
        )
        {
            Words = new(writer, content),
        };
}
