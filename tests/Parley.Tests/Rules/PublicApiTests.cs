using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>What other people's programs may use of ours is small, listed in order, and explained.</summary>
public sealed class PublicApiTests
{
    private static readonly string[] Packages =
    [
        "src/Parley/",
        "src/Parley.Sqlite/",
        "src/Parley.Postgres/",
        "src/Parley.Importers/",
        "src/Parley.Models.English/",
    ];

    [Fact]
    public void The_lists_of_public_members_are_in_order()
    {
        var lists = SourceFile.Below("src", "PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt");

        Assert.NotEmpty(lists);
        Finding.AssertNone(lists.SelectMany(OutOfOrder));
    }

    [Fact]
    public void Every_public_member_says_what_it_is_for() =>
        Finding.AssertNone(
            SourceFile
                .Below("src", ".cs")
                .Where(x => Packages.Any(p => x.Path.StartsWith(p, StringComparison.Ordinal)))
                .SelectMany(Undocumented)
        );

    [Theory]
    [InlineData("#nullable enable\nB\nA", 3)]
    [InlineData("A\nB", 1)]
    public void A_list_out_of_order_is_found(string text, int line) =>
        Assert.Equal(line, Assert.Single(OutOfOrder(new("src/Parley/PublicAPI.Unshipped.txt", text))).Line);

    [Theory]
    [InlineData("public class X;")]
    [InlineData("/// <summary>x</summary>\npublic class X { public void Do() { } }")]
    [InlineData("/// <summary>x</summary>\npublic class X { public int Count { get; } }")]
    [InlineData("/// <summary>x</summary>\npublic enum X { One }")]
    [InlineData("/// <summary>x</summary>\npublic interface X { void Do(); }")]
    [InlineData("// x\npublic class X;")]
    public void A_public_member_without_a_word_is_found(string text) =>
        Assert.Single(Undocumented(new("src/Parley/X.cs", text)));

    [Theory]
    [InlineData("internal class X { public void Do() { } }")]
    [InlineData("/// <summary>x</summary>\npublic class X { public override string ToString() => \"\"; }")]
    [InlineData("/// <summary>x</summary>\npublic class X { internal void Do() { } }")]
    [InlineData("/// <inheritdoc/>\npublic class X;")]
    [InlineData("namespace Parley.Views.Comments; public record Y;")]
    public void What_nobody_outside_sees_needs_no_word(string text) => Assert.Empty(Undocumented(new("src/Parley/X.cs", text)));

    private static IEnumerable<Finding> OutOfOrder(SourceFile list)
    {
        var lines = list.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["#nullable enable", ..])
            yield return new(list.Path, 1, "does not begin with '#nullable enable'");

        foreach (var (i, (before, line)) in lines.Skip(1).Zip(lines.Skip(2)).Index())
        {
            if (string.CompareOrdinal(before, line) >= 0)
                yield return new(list.Path, i + 3, $"'{line}' comes before '{before}'");
        }
    }

    private static IEnumerable<Finding> Undocumented(SourceFile file) =>
        from member in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where member is not BaseNamespaceDeclarationSyntax && IsVisible(member) && !IsView(member)
        where !member.Modifiers.Any(SyntaxKind.OverrideKeyword) && !HasComment(member)
        select file.Finding(member, $"nobody knows what it is for: {member.ToString().Split('\n')[0].Trim()}");

    private static bool IsVisible(MemberDeclarationSyntax member) =>
        member
            .AncestorsAndSelf()
            .OfType<MemberDeclarationSyntax>()
            .Where(x => x is not BaseNamespaceDeclarationSyntax)
            .All(x =>
                x.Modifiers.Any(SyntaxKind.PublicKeyword)
                || x is EnumMemberDeclarationSyntax
                || (x.Parent is InterfaceDeclarationSyntax && !x.Modifiers.Any(SyntaxKind.PrivateKeyword))
            );

    // Razor makes views public; what they are given lies beside them. Migrations are generated.
    private static bool IsView(MemberDeclarationSyntax member) =>
        member.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() is { } name
        && (
            name.StartsWith("Parley.Views", StringComparison.Ordinal) || name.EndsWith(".Migrations", StringComparison.Ordinal)
        );

    private static bool HasComment(MemberDeclarationSyntax member) =>
        member.GetLeadingTrivia().Any(x => x.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia));
}
