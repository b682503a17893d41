using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Parley.Tests.Setup;

namespace Parley.Tests.Rules;

/// <summary>A text of the repository, as a rule reads it; a rule's own test makes one up.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly HashSet<string> NotOurs =
    [
        ".git",
        ".vs",
        ".idea",
        "artifacts",
        "bin",
        "node_modules",
        "obj",
        "TestResults",
    ];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The file's root for C#, in which every rule finds what it looks for.</summary>
    public SyntaxNode Syntax => syntax.Value;

    private readonly Lazy<SyntaxNode> syntax = new(() => CSharpSyntaxTree.ParseText(Text).GetRoot());

    /// <summary>The 1-based line at which a position of the text stands.</summary>
    public int LineAt(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    public Finding Finding(int position, string complaint) => new(Path, LineAt(position), complaint);

    public Finding Finding(SyntaxNode node, string complaint) => Finding(node.SpanStart, complaint);

    /// <summary>
    /// The files below a folder with one of the endings, such as <c>.cs</c>; what is built or downloaded left out.
    /// No ending at all means every file.
    /// </summary>
    public static IReadOnlyList<SourceFile> Below(string folder, params string[] endings)
    {
        var start = RepositoryRoot.At(folder);
        if (!Directory.Exists(start))
            return [];
        return
        [
            .. FilesIn(new(start))
                .Where(x => endings.Length == 0 || endings.Any(e => x.Name.EndsWith(e, StringComparison.Ordinal)))
                .Select(x => new SourceFile(PathFromRoot(x), File.ReadAllText(x.FullName)))
                .OrderBy(x => x.Path, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<FileInfo> FilesIn(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Concat(
                folder.EnumerateDirectories().Where(x => !NotOurs.Contains(x.Name) && x.LinkTarget is null).SelectMany(FilesIn)
            );

    private static string PathFromRoot(FileInfo file) =>
        System.IO.Path.GetRelativePath(RepositoryRoot.Path, file.FullName).Replace('\\', '/');
}
