using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// The library knows no engine: one SQL text serves both, and where they differ the difference stands in
/// <c>Storage/…Dialect.cs</c> and in each engine's project. Otherwise one of the two works by accident.
/// </summary>
public sealed partial class OneModelTests
{
    [Fact]
    public void The_library_names_no_engine() =>
        Finding.AssertNone(SourceFile.Below("src/Parley", ".cs").Where(x => !IsDialect(x)).SelectMany(Check));

    [Fact]
    public void The_library_brings_no_engine_along()
    {
        var resolved = File.ReadAllText(RepositoryRoot.At("src/Parley/obj/project.assets.json"));

        Assert.Contains("Microsoft.EntityFrameworkCore.Relational/", resolved, StringComparison.Ordinal);
        Assert.DoesNotMatch(EnginePackage(), resolved);
    }

    [Theory]
    [InlineData("using Npgsql;")]
    [InlineData("using Microsoft.Data.Sqlite;")]
    [InlineData("class X { bool Is(string engine) => engine == \"sqlite\"; }")]
    [InlineData("class X { string _sql = \"SELECT id::text FROM comment WHERE site_id = 1\"; }")]
    [InlineData("class X { string _sql = \"SELECT unnest(@ids) FROM comment WHERE site_id = 1\"; }")]
    [InlineData("class X { string _sql = \"INSERT OR IGNORE INTO comment (site_id) VALUES (1)\"; }")]
    [InlineData("class X { string _sql = \"SELECT id FROM comment WHERE site_id = 1 FOR UPDATE\"; }")]
    [InlineData("class X { string _sql = \"PRAGMA journal_mode\"; }")]
    public void A_word_that_only_one_engine_knows_is_found(string text) =>
        Assert.NotEmpty(Check(new("src/Parley/Comments/CommentStore.cs", text)));

    [Theory]
    [InlineData("class X { string _sql = \"SELECT id FROM comment WHERE site_id = 1 ORDER BY id LIMIT 10\"; }")]
    [InlineData("class X { string _sentence = \"Listen: PRAGMA is no word of ours.\"; }")]
    public void What_both_engines_know_is_no_finding(string text) =>
        Assert.Empty(Check(new("src/Parley/Comments/CommentStore.cs", text)));

    private static bool IsDialect(SourceFile file) =>
        file.Path.StartsWith("src/Parley/Storage/", StringComparison.Ordinal)
        && file.Name.Contains("Dialect", StringComparison.Ordinal);

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        foreach (
            var use in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>().Where(x => Engine().IsMatch(x.ToString()))
        )
            yield return file.Finding(use, $"an engine's own namespace: {use}");

        foreach (var text in file.Syntax.DescendantNodes().OfType<LiteralExpressionSyntax>())
        {
            if (text.IsKind(SyntaxKind.StringLiteralExpression) && EngineName().IsMatch(text.Token.ValueText))
                yield return file.Finding(text, $"asks which engine it is: {text}");
            if (text.IsKind(SyntaxKind.StringLiteralExpression) && Pragma().IsMatch(text.Token.ValueText))
                yield return file.Finding(text, $"only SQLite knows it: {text}");
        }

        foreach (var sql in SqlText.In(file))
        foreach (Match word in DialectWord().Matches(sql.Text))
            yield return file.Finding(sql.Node, $"only one engine knows '{word.Value}'");
    }

    [GeneratedRegex(@"\b(Npgsql|Sqlite|SQLitePCL)\b|Microsoft\.Data\.Sqlite")]
    private static partial Regex Engine();

    [GeneratedRegex(
        @"""(Npgsql|Microsoft\.Data\.Sqlite|SQLitePCLRaw|Microsoft\.EntityFrameworkCore\.Sqlite)[^""]*/",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex EnginePackage();

    [GeneratedRegex(@"^(sqlite|postgres|postgresql|npgsql)$", RegexOptions.IgnoreCase)]
    private static partial Regex EngineName();

    [GeneratedRegex(@"^\s*(PRAGMA\s+\w+\s*(=|\(|;|$)|LISTEN\s+\w+\s*;?$|NOTIFY\s+\w+\s*;?$|VACUUM\s+INTO\b)")]
    private static partial Regex Pragma();

    [GeneratedRegex(
        @"(?<!:)::(?!:)|\bunnest\s*\(|\bILIKE\b|\bpg_\w+|\bxid8\b|\bjsonb\b|\bto_tsvector\b|\bFOR\s+(UPDATE|SHARE)\b|\bSKIP\s+LOCKED\b"
            + @"|\bsqlite_\w+|\bINSERT\s+OR\s+\w+|\bstrftime\s*\(|\bjson_extract\s*\(|\browid\b|\bGLOB\b|\bMATCH\b|\bINDEXED\s+BY\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DialectWord();
}
