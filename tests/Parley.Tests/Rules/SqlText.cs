using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Parley.Tests.Rules;

/// <summary>An SQL statement that stands in the source as text.</summary>
/// <param name="Text">With a blank for each hole; texts put together by <c>+</c> are one.</param>
internal sealed partial record SqlText(SourceFile File, SyntaxNode Node, string Text)
{
    /// <summary>The statements of a file: whatever text begins like one.</summary>
    public static IEnumerable<SqlText> In(SourceFile file) =>
        file
            .Syntax.DescendantNodes()
            .OfType<ExpressionSyntax>()
            .Where(x => IsText(x) && !(x.Parent is ExpressionSyntax parent && IsText(parent)))
            .Select(x => new SqlText(file, x, Read(x)))
            .Where(x => Statement().IsMatch(x.Text));

    /// <summary>The names that follow FROM, JOIN, INTO, UPDATE and TABLE, those the statement itself makes left out.</summary>
    public IEnumerable<string> Tables =>
        TableName().Matches(Text).Select(x => x.Groups["table"].Value).Except(OwnNames).Distinct();

    private IEnumerable<string> OwnNames => CommonTable().Matches(Text).Select(x => x.Groups["name"].Value);

    private static bool IsText(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
            InterpolatedStringExpressionSyntax => true,
            ParenthesizedExpressionSyntax inner => IsText(inner.Expression),
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => IsText(sum.Left) || IsText(sum.Right),
            _ => false,
        };

    private static string Read(ExpressionSyntax expression)
    {
        var text = new StringBuilder();
        foreach (var token in expression.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.InterpolatedStringTextToken) || token.Value is string && IsLiteral(token))
                text.Append(token.ValueText);
            else if (token.IsKind(SyntaxKind.OpenBraceToken))
                text.Append(' ');
        }
        return text.ToString();
    }

    private static bool IsLiteral(SyntaxToken token) => token.Parent is LiteralExpressionSyntax;

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|EXPLAIN)\s", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    // A name before a parenthesis is a function after FROM, but a table before its columns after INTO.
    [GeneratedRegex(
        @"(?<!\b(DO|FOR)\s+)\b(INTO|UPDATE)\s+""?(?<table>[a-z_]\w*)|\b(FROM|JOIN|USING)\s+""?(?<table>[a-z_]\w*)\b(?!\s*\()",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TableName();

    [GeneratedRegex(
        @"(\bWITH(\s+RECURSIVE)?|,)\s+(?<name>[a-z_]\w*)(\s*\([^()]*\))?\s+AS\s+(NOT\s+)?(MATERIALIZED\s*)?\(",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CommonTable();
}
