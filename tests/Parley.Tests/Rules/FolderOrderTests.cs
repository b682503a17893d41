using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        "Record", // what was decided, in a chain that shows each change
        "Mail",
        "Events", // what happened, in order
        "Sites", // a publication and its settings
        "Http", // who asks from where, how often, and may a page of another origin
        "Readers", // accounts, sign-in, standing
        "SecondFactors", // what an account asks for besides its password
        "Staff", // who works on a site, and how they come and go
        "Tokens", // what a site's own system signs of its readers
        "HouseRules", // what a site asks of those who write, numbered and with every version
        "Pictures", // of reports, as their newsrooms gave them
        "Stories", // the report and its addresses
        "Sourcing", // who says so
        "Threads", // the discussion of a story, open or closed
        "Policies", // whether words may be written in a discussion, by whom and how
        "Reasons", // the statement that every restriction carries
        "Sanctions", // mute, suspension, ban
        "Scoring", // what a machine thinks of a text
        "Screening", // the ordered checks before publication
        "Hooks", // what services of the publisher say of words
        "Comments", // post, edit, delete
        "Mutes", // whom a reader does not want to read
        "Reactions",
        "Reports", // what readers say breaks the rules
        "Notices", // what anybody says is illegal, and what they are answered
        "Dossiers", // a matter across stories: what happened, who acted, what was between them
        "Newsroom", // what the newsroom picks, pins and asks
        "Corrections", // facts that readers challenge, and what they are answered
        "RightOfReply", // what those whom a report names say to it
        "Leaving", // an account is deleted after a waiting time
        "CommonGround", // ranking and picture
        "Reading", // the thread as a reader sees it: the hot path
        "Publishing", // how the newsroom writes its reports and says who says so
        "ComingBack", // what is new since, drafts, folds
        "Arrivals", // from which other sites readers come
        "Feeds", // Atom and JSON Feed
        "Learning", // what a machine learns from what people decided
        "Evening", // what readers wrote for the newsroom, each evening
        "Spam", // what a site's people take for advertising, learned
        "Moderation", // queues, decisions, appeals, log
        "Objections", // what is said against a decision, and the second one
        "SecondLooks", // what somebody else thinks of what was decided, and how far people agree
        "Orders", // what authorities order, by the law's clock
        "Transparency", // figures of what was decided, and statements as files
        "Perspective", // scoring for programs, as Google's Perspective did
        "OwnModel", // what a site's people take down, learned
        "Live",
        "Notifications",
        "Search",
        "Transfer", // the neutral record stream in and out
        "ModeratorConsole",
        "Web", // the embed and shared assets
    ];

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
    public void A_view_that_shows_a_later_view_is_found() =>
        Assert.Single(
            Check([
                new("src/Parley/Threads/ThreadView.razor", "<CommentView Comment=\"x\" /><Field />"),
                new("src/Parley/Comments/CommentView.razor", "<p></p>"),
            ])
        );

    [Fact]
    public void The_door_of_the_library_uses_all_of_it() =>
        Assert.Empty(Check([new("src/Parley/ParleyServices.cs", "using Parley.Sites; public static class ParleyServices;")]));

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
            .Where(x => !IsView(x))
            .SelectMany(x =>
                x.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(t => (FolderOf(x), t.Identifier.Text))
            )
            .ToHashSet();

        var views = files.Where(IsView).ToLookup(x => x.Name.Split('.')[0], FolderOf);

        foreach (var file in files.Where(x => !IsDoor(x)))
        {
            var uses = IsView(file) ? UsesInView(file, views) : Uses(file, types);
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

    private static bool IsView(SourceFile file) => file.Name.EndsWith(".razor", StringComparison.Ordinal);

    /// <summary>
    /// The two public doors put all the parts together, so they know all of them. The views' common names are there for
    /// every view to be called by a short tag; which view calls which is seen at the tag.
    /// </summary>
    private static bool IsDoor(SourceFile file) =>
        FolderOf(file).Length == 0
        && (
            file.Name
                is "_Imports.razor"
                    // The frame in which every page and every answer stands: it knows who asks and on which site.
                    or "Answers.cs"
                    or "Limits.cs"
                    or "PageFrames.cs"
                    or "VisitFilter.cs"
            || file.Syntax.DescendantNodes()
                .OfType<ClassDeclarationSyntax>()
                .Any(x =>
                    x.Identifier.Text.StartsWith("Parley", StringComparison.Ordinal)
                    && x.Modifiers.Any(SyntaxKind.PublicKeyword)
                    && x.Modifiers.Any(SyntaxKind.StaticKeyword)
                )
        );

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

    private static IEnumerable<(int Position, string Folder)> UsesInView(SourceFile file, ILookup<string, string> views) =>
        ParleyName()
            .Matches(file.Text)
            .Select(x => (x.Index, x.Groups["folder"].Value))
            .Concat(
                Tag().Matches(file.Text).SelectMany(x => views[x.Groups["view"].Value].Select(folder => (x.Index, folder)))
            );

    [GeneratedRegex(@"\bParley\.(Views\.)?(?<folder>[A-Z]\w+)")]
    private static partial Regex ParleyName();

    [GeneratedRegex(@"<(?<view>[A-Z]\w*)")]
    private static partial Regex Tag();
}
