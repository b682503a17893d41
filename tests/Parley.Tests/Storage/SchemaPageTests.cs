using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Parley.Postgres;
using Parley.Sqlite;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Storage;

/// <summary>
/// <c>docs/schema.md</c> says what both engines keep. It is printed from the model and from what the code says of each column, so
/// that it cannot fall behind: <c>PARLEY_PRINT_SCHEMA=1</c> in the environment of this test prints it anew.
/// </summary>
public sealed class SchemaPageTests
{
    private static readonly string Page = RepositoryRoot.At("docs/schema.md");

    [Fact]
    public void The_page_of_the_schema_is_the_schema()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);
        var printed = Print(sqlite, postgres);
        if (Environment.GetEnvironmentVariable("PARLEY_PRINT_SCHEMA") == "1")
            File.WriteAllText(Page, printed);

        Assert.Equal(printed, File.ReadAllText(Page));
    }

    [Fact]
    public void Both_engines_keep_the_same_columns()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);

        // What PostgreSQL has more is the transaction of an event, as SQLite's only writer needs none, and the words of a comment as
        // it indexes them, for which SQLite has a table of its own.
        Assert.Equal(
            ["event.tx", "search_text.vector"],
            Columns(postgres).Except(Columns(sqlite)).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Columns(sqlite).Except(Columns(postgres)));

        static IEnumerable<string> Columns(ParleyDb db) =>
            Tables(db).SelectMany(table => table.GetProperties().Select(p => $"{table.GetTableName()}.{p.GetColumnName()}"));
    }

    private static string Print(ParleyDb sqlite, ParleyDb postgres)
    {
        var said = Summaries();
        var page = new StringBuilder(
            """
            # The schema

            What both engines keep, printed from the model by `Storage/SchemaPageTests`. Times are microseconds since 1970, in UTC. Ids are
            UUIDs: 16 ordered bytes on SQLite ([decision 4](decisions/0004-ids-as-16-ordered-bytes.md)). There are no foreign keys
            ([decision 16](decisions/0016-no-foreign-keys.md)). On PostgreSQL the tables stand in a schema of their own, `parley`.

            """
        );
        foreach (var table in Tables(sqlite))
        {
            var beside = postgres.Model.FindEntityType(table.ClrType)!;
            page.Append(CultureInfo.InvariantCulture, $"\n## {table.GetTableName()}\n\n");
            if (said.GetValueOrDefault("T:" + table.ClrType.FullName) is { } about)
                page.Append(CultureInfo.InvariantCulture, $"{about}\n\n");
            page.Append("| column | SQLite | PostgreSQL | | |\n|---|---|---|---|---|\n");
            foreach (var column in beside.GetProperties())
            {
                var here = table.FindProperty(column.Name)?.GetColumnType() ?? "–";
                var isNull = column.IsNullable ? "may be null" : "";
                var meaning = said.GetValueOrDefault($"P:{table.ClrType.FullName}.{column.Name}") ?? "";
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{column.GetColumnName()}` | {here} | {column.GetColumnType()} | {isNull} | {meaning} |\n"
                );
            }

            page.Append(CultureInfo.InvariantCulture, $"\nKey: {Names(table.FindPrimaryKey()!.Properties)}.\n");
            foreach (var index in table.GetIndexes())
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"{(index.IsUnique ? "Unique" : "Index")}: {Names(index.Properties)}{Condition(index)}.\n"
                );
        }

        return page.ToString();
    }

    private static IEnumerable<IEntityType> Tables(ParleyDb db) =>
        db.Model.GetEntityTypes().OrderBy(table => table.GetTableName(), StringComparer.Ordinal);

    private static string Names(IEnumerable<IProperty> columns) =>
        string.Join(", ", columns.Select(column => $"`{column.GetColumnName()}`"));

    private static string Condition(IIndex index) => index.GetFilter() is { } filter ? $" where `{filter}`" : "";

    // What the compiler wrote down of the comments in the code.
    private static Dictionary<string, string> Summaries()
    {
        using var file = XmlReader.Create(Path.ChangeExtension(typeof(ParleyDb).Assembly.Location, ".xml"));
        return XDocument
            .Load(file)
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => InOneLine(member.Element("summary")!));
    }

    private static string InOneLine(XElement summary)
    {
        foreach (var named in summary.Descendants("see").ToList())
            named.ReplaceWith($"`{((string?)named.Attribute("cref") ?? "").Split('.')[^1]}`");
        foreach (var code in summary.Descendants("c").ToList())
            code.ReplaceWith($"`{code.Value}`");
        return string.Join(' ', summary.Value.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            .Replace("|", "\\|", StringComparison.Ordinal);
    }
}
