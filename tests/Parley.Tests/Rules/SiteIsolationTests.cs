using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// Every SQL text names <c>site_id</c> where it chooses its rows. One statement that does not is enough to show one
/// newspaper's readers to another.
/// </summary>
public sealed partial class SiteIsolationTests
{
    // Tables of the installation, not of a site. A table is added here only by someone who can say why no site owns it.
    private static readonly HashSet<string> WithoutSite = new(StringComparer.OrdinalIgnoreCase)
    {
        "account", // one person's address and password, for all sites of the installation
        "account_sanction", // what an operator decided about an account, for all sites; what follows on a site is a sanction there
        "one_time_code", // an account's, found by the hash of its code
        "second_factor", // an account's
        "recovery_code", // an account's, found by its hash
        "session", // found by the hash of its token, which names account and reader
        "bookmark", // how far a follower of events has come
        "site", // what the ids mean
        "site_origin", // which site an address belongs to: asked before the site is known
        "schema_history",
        "__EFMigrationsHistory",
        "sqlite_master",
        "information_schema",
        "dual",
    };

    // Whole statements that must cross sites, by file and a piece of the text.
    private static readonly (string Path, string Piece)[] AcrossSites =
    [
        // Followers read what happened in the order in which it happened, whichever site it was, and act site by site.
        ("src/Parley/Events/", "FROM event"),
        ("src/Parley.Sqlite/", "FROM event"),
        // Letters go out in the order in which they were asked for, and are withdrawn with an account, which no site owns.
        ("src/Parley/Mail/", "FROM letter"),
        ("src/Parley.Postgres/", "FROM event"),
        // Invitations that have run out go, wherever they invited to.
        ("src/Parley/Staff/", "DELETE FROM invitation WHERE expires_at"),
        // So do tokens of newspapers that nobody would believe any more.
        ("src/Parley/Readers/", "DELETE FROM ended_token WHERE ends_at"),
    ];

    [Fact]
    public void Every_statement_chooses_its_rows_by_site() =>
        Finding.AssertNone(SourceFile.Below("src", ".cs").Where(IsByHand).SelectMany(Check));

    [Theory]
    [InlineData("\"SELECT id FROM comment WHERE id = @id\"")]
    [InlineData("\"SELECT site_id, id FROM comment WHERE id = @id\"")]
    [InlineData("$\"SELECT {columns} FROM comment WHERE id = @id\"")]
    [InlineData("\"\"\"\n  update comment set state = 1\n  where id = @id\n  \"\"\"")]
    [InlineData("\"DELETE FROM reaction \" + \"WHERE comment_id = @id\"")]
    [InlineData("\"INSERT INTO reaction (comment_id) VALUES (@id)\"")]
    [InlineData("\"INSERT INTO reaction(comment_id) VALUES (@id)\"")]
    [InlineData("\"WITH latest AS (SELECT id FROM comment) SELECT id FROM latest\"")]
    [InlineData("\"SELECT a.email FROM reader a WHERE a.id = @id\"")]
    [InlineData("\"SELECT a, the FROM comment\"")]
    [InlineData("\"SELECT 1 FROM account JOIN reader ON reader.account_id = account.id\"")]
    public void A_statement_that_forgets_the_site_is_found(string text) => Assert.Single(Check(Sample(text)));

    [Theory]
    [InlineData("\"SELECT id FROM comment WHERE site_id = @site AND id = @id\"")]
    [InlineData("\"SELECT id FROM comment \" + \"WHERE (site_id, id) = (@site, @id)\"")]
    [InlineData("\"INSERT INTO reaction (site_id, comment_id) VALUES (@site, @id)\"")]
    [InlineData("\"WITH latest AS (SELECT id FROM comment WHERE site_id = @site) SELECT id FROM latest\"")]
    [InlineData("\"SELECT id FROM account WHERE email = @email\"")]
    [InlineData("\"INSERT INTO account (id) SELECT id FROM unnest(@ids) ON CONFLICT (id) DO UPDATE SET email = ''\"")]
    [InlineData("\"SELECT 1\"")]
    [InlineData("\"Select a story from the list.\"")]
    public void A_statement_that_asks_for_the_site_is_no_finding(string text) => Assert.Empty(Check(Sample(text)));

    private static bool IsByHand(SourceFile file) => !file.Path.Contains("/Migrations/", StringComparison.Ordinal);

    private static IEnumerable<Finding> Check(SourceFile file) =>
        from sql in SqlText.In(file)
        let owned = sql.Tables.Where(x => !WithoutSite.Contains(x)).ToList()
        where owned.Count > 0 && !ChoosesBySite().IsMatch(sql.Text) && !MayCrossSites(sql)
        where !Sentence().IsMatch(sql.Text)
        select file.Finding(sql.Node, $"no site_id for {string.Join(", ", owned)} in: {OneLine(sql.Text)}");

    private static bool MayCrossSites(SqlText sql) =>
        AcrossSites.Any(x =>
            sql.File.Path.StartsWith(x.Path, StringComparison.Ordinal)
            && sql.Text.Contains(x.Piece, StringComparison.OrdinalIgnoreCase)
        );

    private static string OneLine(string text) => Blanks().Replace(text.Trim(), " ");

    private static SourceFile Sample(string expression) =>
        new("src/Parley/Comments/CommentStore.cs", $"class CommentStore {{ object _sql = {expression}; }}");

    // Among the columns of a SELECT the word says nothing: it must stand after the first table, or in INSERT's list.
    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE|USING)\b.*\bsite_id\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ChoosesBySite();

    // English, which ends with a full stop and names no parameter: a table may be called "a" in a statement.
    [GeneratedRegex(@"^\s*\w+ (a|an|the) [^@=]*\.$", RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
