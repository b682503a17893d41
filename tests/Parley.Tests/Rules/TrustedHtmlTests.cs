using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// One script makes nodes out of HTML, and only of our own fragments: the one that holds the policy <c>parley-html</c>.
/// Every other way from text to code is closed.
/// </summary>
public sealed partial class TrustedHtmlTests
{
    [Fact]
    public void Only_the_script_with_the_policy_makes_nodes_out_of_html() =>
        Finding.AssertNone(Check(SourceFile.Below("src", ".js", ".mjs", ".razor")));

    [Theory]
    [InlineData("box.innerHTML = html;")]
    [InlineData("box.outerHTML = html;")]
    [InlineData("box.insertAdjacentHTML('beforeend', html);")]
    [InlineData("box.setHTMLUnsafe(html);")]
    [InlineData("range.createContextualFragment(html);")]
    [InlineData("new DOMParser().parseFromString(html, 'text/html');")]
    [InlineData("document.write(html);")]
    [InlineData("eval(text);")]
    [InlineData("new Function(text);")]
    [InlineData("setTimeout('run()', 10);")]
    public void A_way_from_text_to_code_is_found(string script) =>
        Assert.Single(Check([new("src/Parley/Web/Assets/a.js", script), Policy]));

    [Fact]
    public void A_second_policy_is_found() =>
        Assert.Single(Check([Policy, Policy with { Path = "src/Parley/Web/Assets/b.js" }]));

    [Fact]
    public void A_handler_written_into_a_view_is_found() =>
        Assert.Single(Check([new("src/Parley/Comments/CommentView.razor", "<button onclick=\"go()\">Go</button>")]));

    [Theory]
    [InlineData("// innerHTML is not for us")]
    [InlineData("/* never document.write( here */")]
    [InlineData("box.textContent = text; box.replaceChildren(node);")]
    public void Plain_text_is_no_finding(string script) =>
        Assert.Empty(Check([new("src/Parley/Web/Assets/a.js", script), Policy]));

    private static SourceFile Policy =>
        new(
            "src/Parley/Web/Assets/html.js",
            "trustedTypes.createPolicy('parley-html', {}); box.innerHTML = policy.createHTML(html);"
        );

    private static IEnumerable<Finding> Check(IReadOnlyList<SourceFile> files)
    {
        var holders = files.Where(x => PolicyMade().IsMatch(x.Text)).ToList();
        foreach (var other in holders.Skip(1))
            yield return other.Finding(
                PolicyMade().Match(other.Text).Index,
                "a second policy: one file makes nodes out of HTML"
            );

        foreach (var file in files.Except(holders))
        {
            if (file.Name.EndsWith(".razor", StringComparison.Ordinal))
            {
                foreach (Match handler in Handler().Matches(file.Text))
                    yield return file.Finding(handler.Index, $"a handler in a view: '{handler.Value}'");
                continue;
            }
            var code = Comment().Replace(file.Text, x => new string([.. x.Value.Select(c => c == '\n' ? '\n' : ' ')]));
            foreach (Match way in WayToCode().Matches(code))
                yield return file.Finding(way.Index, $"makes code out of text: '{way.Value}'");
        }
    }

    [GeneratedRegex(@"\.createPolicy\(")]
    private static partial Regex PolicyMade();

    [GeneratedRegex(
        @"\.(innerHTML|outerHTML)\s*\+?=(?!=)|\.insertAdjacentHTML\(|\.setHTMLUnsafe\(|\.parseHTMLUnsafe\(|\.createContextualFragment\("
            + @"|\bDOMParser\b|\bdocument\.write(ln)?\(|\beval\(|\bnew Function\(|\bset(Timeout|Interval)\(\s*['""`]|\.srcdoc\s*="
    )]
    private static partial Regex WayToCode();

    [GeneratedRegex(@"\son[a-z]+\s*=\s*[""'][^""'@]", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();

    [GeneratedRegex(@"/\*.*?\*/|(?<![:'""`\\])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
