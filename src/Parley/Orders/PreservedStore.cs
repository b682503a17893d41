using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// What terrorist content orders took down, kept for six months (Regulation 2021/784, Article 6): for a review of the order, an objection, or
/// an investigation. It is a copy, so that a comment and an account are erased as ever and nothing shows it; no page leads here.
/// </summary>
internal sealed class PreservedStore(Database database)
{
    /// <summary>Keeps a comment as it is now, with what belongs to it. Nothing where its words are gone already.</summary>
    public static async Task KeepAsync(
        DbScope scope,
        Comment comment,
        Guid order,
        DateTimeOffset removedAt,
        CancellationToken cancel
    )
    {
        if (comment.IsErased)
            return;
        var earlier = await scope.ListAsync(
            "SELECT source, replaced_at FROM revision WHERE site_id = @site AND comment_id = @id ORDER BY number",
            [("@site", comment.Site), ("@id", comment.Id)],
            row => new PreservedWords(row.Text(0), row.Time(1)),
            cancel
        );
        var (name, email, story) = await scope.FirstAsync(
            """
            SELECT r.name, coalesce(a.email, r.email), (SELECT s.url FROM story s WHERE s.site_id = r.site_id AND s.id = @thread)
            FROM reader r LEFT JOIN account a ON a.id = r.account_id WHERE r.site_id = @site AND r.id = @author
            """,
            [("@site", comment.Site), ("@thread", comment.ThreadId), ("@author", comment.AuthorId)],
            row => (row.Text(0), row.TextOrNull(1), row.TextOrNull(2)),
            cancel
        );
        var content = new Preserved(
            comment.Source,
            earlier,
            comment.PostedAt,
            comment.EditedAt,
            story,
            new(comment.AuthorId, name, email)
        );
        await scope.ExecuteAsync(
            """
            INSERT INTO preserved (site_id, order_id, comment_id, content, removed_at, until)
            VALUES (@site, @order, @comment, @content, @at, @until) ON CONFLICT DO NOTHING
            """,
            [
                ("@site", comment.Site),
                ("@order", order),
                ("@comment", comment.Id),
                ("@content", JsonSerializer.Serialize(content, PreservedJson.Ours.Preserved)),
                ("@at", removedAt),
                ("@until", removedAt.AddMonths(AuthorityOrder.MonthsPreserved)),
            ],
            cancel
        );
    }

    /// <summary>What is kept of an order, as JSON: for the operator, who hands it to whoever the law names.</summary>
    public Task<List<string>> ListAsync(SiteId site, Guid order, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT content FROM preserved WHERE site_id = @site AND order_id = @order ORDER BY comment_id",
                    [("@site", site), ("@order", order)],
                    row => row.Text(0),
                    cancel
                ),
            cancel
        );

    /// <summary>How many comments are kept of an order.</summary>
    public Task<int> CountAsync(SiteId site, Guid order, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                (int)
                    await scope.FirstAsync(
                        "SELECT count(*) FROM preserved WHERE site_id = @site AND order_id = @order",
                        [("@site", site), ("@order", order)],
                        row => row.Long(0),
                        cancel
                    ),
            cancel
        );

    /// <summary>The orders of which something has been kept for long enough.</summary>
    public Task<List<Guid>> ListOverAsync(SiteId site, DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT DISTINCT order_id FROM preserved WHERE site_id = @site AND until <= @now",
                    [("@site", site), ("@now", now)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    /// <returns>How many comments went.</returns>
    public static Task<int> ForgetAsync(DbScope scope, SiteId site, Guid order, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM preserved WHERE site_id = @site AND order_id = @order AND until <= @now",
            [("@site", site), ("@order", order), ("@now", now)],
            cancel
        );
}

/// <summary>A comment that an order took down, as it was, and no more of its writer than it takes to know who that was.</summary>
/// <param name="Story">The page under which it stood.</param>
internal sealed record Preserved(
    string Words,
    IReadOnlyList<PreservedWords> Earlier,
    DateTimeOffset PostedAt,
    DateTimeOffset? EditedAt,
    string? Story,
    PreservedWriter Writer
);

/// <param name="Until">When an edit replaced these words.</param>
internal sealed record PreservedWords(string Words, DateTimeOffset Until);

internal sealed record PreservedWriter(Guid Id, string Name, string? Email);

[JsonSerializable(typeof(Preserved))]
internal sealed partial class PreservedJson : JsonSerializerContext
{
    public static PreservedJson Ours { get; } = new(Json.Options());
}
