using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// A folder of the library may use the ones before it, never one after it: who knows the product's parts then knows which
/// way every call goes, and a change to a later part cannot break an earlier one.
/// </summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Order =
    [
        "Markup", // text to safe HTML
        "Storage", // the one way to the database
        "Mail",
        "Events", // what happened, in order
        "Sites", // a publication and its settings
        "Readers", // accounts, sign-in, standing
        "Stories", // the report and its addresses
        "Sourcing", // who says so
        "Threads", // the discussion of a story, open or closed
        "Reasons", // the statement that every restriction carries
        "Sanctions", // mute, suspension, ban
        "Scoring", // what a machine thinks of a text
        "Screening", // the ordered checks before publication
        "Comments", // post, edit, delete
        "Reactions",
        "Reports", // flags and notices
        "CommonGround", // ranking and picture
        "Reading", // the thread as a reader sees it: the hot path
        "Moderation", // queues, decisions, appeals, log
        "Live",
        "Notifications",
        "Search",
        "Transfer", // the neutral record stream in and out
        "ModeratorConsole",
        "Web", // the embed and shared assets
    ];

    // They put all the parts together, so they know all of them; nothing uses them.
    private static readonly HashSet<string> Doors = ["AddParley.cs", "MapParley.cs"];

    [Fact]
    public void A_folder_of_the_library_uses_only_folders_before_it() =>
        Finding.AssertNone(Check(SourceFile.Below("src/Parley", ".cs", ".razor")));

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_order()
    {
        var folders = SourceFile.Below("src/Parley", ".cs", ".razor").Select(FolderOf).Where(x => x is not ("" or "Languages"));

        Assert.Empty(folders.Distinct().Except(Order));
    }

    [Theory]
    [InlineData("using Parley.Comments;")]
    [InlineData("using static Parley.Comments.EditWindow;")]
    [InlineData("using Window = Parley.Comments.EditWindow;")]
    [InlineData("class X { Parley.Comments.EditWindow? _window; }")]
    [InlineData("class X { Comments.EditWindow? _window; }")]
    [InlineData("class X { object _window = Comments.EditWindow.Length; }")]
    [InlineData("class X { object _window = global::Parley.Comments.EditWindow.Length; }")]
    [InlineData("using Parley.Views.Comments;")]
    public void A_step_forward_is_found(string text) =>
        Assert.Single(
            Check([new("src/Parley/Threads/X.cs", "namespace Parley.Threads;\n" + text), EditWindow]).DistinctBy(x => x.Line)
        );

    [Fact]
    public void A_step_forward_is_found_in_a_view() =>
        Assert.Single(
            Check([new("src/Parley/Threads/ThreadView.razor", "@using Parley.Comments\n<p>@thread.Comments.Count</p>")])
        );

    [Fact]
    public void A_root_file_that_uses_a_folder_is_found() =>
        Assert.Single(Check([new("src/Parley/Words.cs", "using Parley.Markup;")]));

    [Fact]
    public void A_name_for_everyone_is_found() =>
        Assert.Single(Check([new("src/Parley/Threads/X.cs", "global using Parley.Sites;")]));

    [Theory]
    [InlineData("using Parley.Sites;")]
    [InlineData("class X { object _count = thread.Comments.Count; }")]
    [InlineData("class X { object _count = Comments.Count; }")]
    public void A_step_back_or_a_property_of_that_name_is_no_finding(string text) =>
        Assert.Empty(Check([new("src/Parley/Threads/X.cs", text), EditWindow]));

    private static SourceFile EditWindow =>
        new("src/Parley/Comments/EditWindow.cs", "namespace Parley.Comments; class EditWindow;");

    private static IEnumerable<Finding> Check(IReadOnlyList<SourceFile> files)
    {
        var types = files
            .Where(x => x.Name.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(x =>
                x.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(t => (FolderOf(x), t.Identifier.Text))
            )
            .ToHashSet();

        foreach (var file in files.Where(x => !Doors.Contains(x.Name)))
        {
            var uses = file.Name.EndsWith(".razor", StringComparison.Ordinal) ? UsesInView(file) : Uses(file, types);
            var here = Array.IndexOf(Order, FolderOf(file));
            foreach (var (position, folder) in uses.Where(x => Array.IndexOf(Order, x.Folder) > here))
                yield return file.Finding(
                    position,
                    $"{(here < 0 ? "the root" : Order[here])} uses {folder}, which comes after it"
                );

            foreach (var use in GlobalUsings(file))
                yield return file.Finding(use, "a global using hides which folder uses which");
        }
    }

    private static string FolderOf(SourceFile file) => file.Path.Split('/') is [_, _, var folder, _, ..] ? folder : "";

    private static IEnumerable<UsingDirectiveSyntax> GlobalUsings(SourceFile file) =>
        file
            .Syntax.DescendantNodes()
            .OfType<UsingDirectiveSyntax>()
            .Where(x => x.GlobalKeyword.Text.Length > 0 && x.ToString().Contains("Parley.", StringComparison.Ordinal));

    /// <summary>
    /// Names that begin with <c>Parley.</c> and a folder, and a folder followed by one of its types: from within the
    /// namespace Parley that leads there too.
    /// </summary>
    private static IEnumerable<(int Position, string Folder)> Uses(SourceFile file, HashSet<(string, string)> types)
    {
        foreach (var name in file.Syntax.DescendantNodes().Where(x => x is QualifiedNameSyntax or MemberAccessExpressionSyntax))
        {
            if (name.Parent is BaseNamespaceDeclarationSyntax)
                continue;
            var parts = name.ToString().Replace("global::", "", StringComparison.Ordinal).Split('.');
            if (parts is ["Parley", "Views", var viewed])
                yield return (name.SpanStart, viewed);
            else if (parts is ["Parley", var folder])
                yield return (name.SpanStart, folder);
            else if (parts is [var near, var type] && types.Contains((near, type)))
                yield return (name.SpanStart, near);
        }
    }

    private static IEnumerable<(int Position, string Folder)> UsesInView(SourceFile file) =>
        ParleyName().Matches(file.Text).Select(x => (x.Index, x.Groups["folder"].Value));

    [GeneratedRegex(@"\bParley\.(Views\.)?(?<folder>[A-Z]\w+)")]
    private static partial Regex ParleyName();
}
