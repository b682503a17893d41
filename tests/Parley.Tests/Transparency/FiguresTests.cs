using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Markup;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Parley.Transparency;
using Xunit;

namespace Parley.Tests.Transparency;

public sealed class FiguresTests
{
    private const string Page = $"{Court.Site}/console/figures";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task At_one_switch_a_house_has_its_figures_and_its_statements_for_the_Commission_without_anybodys_words(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var adi = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator);
        using var ann = await court.Server.ReaderAsync("Ann Zebraname");
        using var bo = await court.Server.ReaderAsync();
        var half = HalfYear.Of(court.Server.Site, court.Now);
        var (removed, kept) = (
            await ann.PublishAsync(court.Thread, "Zebrawords and bread."),
            await ann.PublishAsync(court.Thread, "Zebrawords and cheese.")
        );
        foreach (var comment in (Guid[])[removed, kept])
            await bo.PostAsync(
                $"{Court.Api}/comments/{comment}/notices",
                new
                {
                    words = "A zebrareason.",
                    name = "Nan Grant",
                    email = "nan@plain.example",
                    goodFaith = true,
                }
            );
        court.Server.Clock.Turn(TimeSpan.FromMinutes(7));
        await court.DecideAsync(removed, "remove", "Zebrafacts.");
        await court.DecideAsync(kept, "keep");
        await court.GiveAsync(ann.Id, "suspension");
        var code = (await court.StatementsAsync(removed))[0].Code;
        await bo.PostAsync($"{Court.Api}/objections", new { code, words = "Zebraplea." });

        Assert.Equal(HttpStatusCode.NotFound, (await adi.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await adi.GetAsync($"{Page}/{half}")).Status);
        var site = court.Server.Site with { Settings = court.Server.Site.Settings with { Figures = true } };
        await court.Server.Get<SiteStore>().ChangeAsync(site, site.Origins, default);
        await Eventually.IsSoAsync(async () => (await adi.GetAsync(Page)).Status == HttpStatusCode.OK);

        var files = FilesIn((await adi.GetAsync($"{Page}/{half}")).Bytes);
        Assert.Equal(["figures.csv", "statements-0001.json"], files.Keys.Order(StringComparer.Ordinal));
        var csv = files["figures.csv"].Split("\r\n");
        foreach (
            var line in (string[])
                [
                    "statements,removed,,,,,,,1",
                    "statements,suspended,,,,,,,1",
                    "notices,received,,,,,,,2",
                    "notices,kept,,,,,,,1",
                    "notices,removed,,,,,,,1",
                    "notices,median-minutes,,,,,,,7",
                    "reports,received,,,,,,,0",
                    "objections,raised,,,,,,,1",
                    "objections,reversed,,,,,,,0",
                    "statements-by-ground,removed,DECISION_GROUND_INCOMPATIBLE_CONTENT,No threats,STATEMENT_CATEGORY_VIOLENCE,SOURCE_ARTICLE_16,No,AUTOMATED_DECISION_NOT_AUTOMATED,1",
                ]
        )
            Assert.Contains(line, csv);
        var statements = JsonNode.Parse(files["statements-0001.json"])!["statements"]!.AsArray();
        Assert.Equal(
            ["DECISION_ACCOUNT_SUSPENDED", "DECISION_VISIBILITY_CONTENT_REMOVED"],
            statements
                .Select(one => (string?)one!["decision_account"] ?? (string?)one["decision_visibility"]![0])
                .Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("zebra", string.Concat(files.Values), StringComparison.OrdinalIgnoreCase);
        var counted = (await adi.GetAsync($"{Court.Api}/moderation/half-years/{half}")).Json["figures"]!.AsArray();
        Assert.Contains(
            ("notices", "received", 2L),
            counted.Select(one => ((string?)one!["figure"], (string?)one["kind"], (long)one["count"]!))
        );
        Assert.Equal(
            files["figures.csv"],
            FilesIn((await adi.GetAsync($"{Court.Api}/moderation/half-years/{half}/files")).Bytes)["figures.csv"]
        );
        Assert.Contains("Notices of illegal content", (await adi.GetAsync(Page)).Text, StringComparison.Ordinal);

        // What is of another half-year is not in it.
        var before = FilesIn((await adi.GetAsync($"{Page}/{half.Before}")).Bytes);
        Assert.Equal("figures.csv", Assert.Single(before.Keys));
        Assert.DoesNotContain("statements,", before["figures.csv"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await adi.GetAsync($"{Page}/2026-3")).Status);
    }

    [Fact]
    public void A_file_for_spreadsheets_holds_no_formula_and_keeps_its_columns()
    {
        var figures = new Figures();
        figures.Add(new FigureLine("=cmd()", "a,\"b\"", 3));

        Assert.Contains("'=cmd(),\"a,\"\"b\"\"\",,,,,,,3\r\n", figures.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_house_calls_its_rules_is_text_to_a_spreadsheet_and_stays_in_its_column()
    {
        var formulas = Corpus.Items("security/csv/own-formulas.json").Select(row => row.GetString()!).ToList();
        var figures = new Figures();
        foreach (var formula in formulas)
            figures.Add(new FigureLine("ground", formula, 1));

        var rows = RowsOf(figures.ToCsv());

        Assert.Equal(formulas.Count + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(9, row.Count));
        foreach (var (formula, row) in formulas.Zip(rows.Skip(1)))
        {
            Assert.True(row[1] == formula || row[1] == "'" + formula, row[1]);
            Assert.False(row[1].Length > 0 && "=+-@\t\r\n".Contains(row[1][0], StringComparison.Ordinal), row[1]);
        }
    }

    // As RFC 4180 has it.
    private static List<List<string>> RowsOf(string csv)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
        {
            if (csv[at] == '"' && isQuoted && at + 1 < csv.Length && csv[at + 1] == '"')
                cell.Append(csv[at++]);
            else if (csv[at] == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || csv[at] is not (',' or '\r' or '\n'))
                cell.Append(csv[at]);
            else if (csv[at] is ',' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                rows.Add(row);
                row = [];
            }
        }

        return rows;
    }

    [Fact]
    public void Half_a_year_begins_by_the_sites_own_clock()
    {
        var site = new Site(new SiteId(1), "x", "X", "en", "Europe/Vienna", new SiteSettings(), []);

        Assert.True(HalfYear.TryRead("2026-2", out var half));
        Assert.True(HalfYear.TryRead("9998-2", out var last));
        Assert.Equal(9999, last.In(site).To.Year);
        Assert.False(HalfYear.TryRead("9999-2", out _));
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero), half.In(site).From);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), half.In(site).To);
        Assert.Equal(half, HalfYear.Of(site, new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero)));
        Assert.Equal("2026-1", half.Before.ToString());
        foreach (var wrong in new[] { "2026", "2026-3", "26-1", "2026-1-1", "", null })
            Assert.False(HalfYear.TryRead(wrong, out _));
    }

    private static Dictionary<string, string> FilesIn(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                return reader.ReadToEnd();
            }
        );
    }
}
