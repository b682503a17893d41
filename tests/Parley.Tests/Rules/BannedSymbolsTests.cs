using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// What the build forbids, in <c>eng/BannedSymbols.txt</c>. The analyser says nothing of a line that it cannot read, so each
/// ban is tried here: a line of code that breaks it, given to the analyser itself.
/// </summary>
public sealed partial class BannedSymbolsTests
{
    private static readonly Lazy<DiagnosticAnalyzer> Analyser = new(LoadAnalyser);

    // The assemblies of this very program: among them all of .NET that a line of the list may name.
    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(x => Path.GetFileName(x).StartsWith("System.", StringComparison.Ordinal))
                .Select(x => MetadataReference.CreateFromFile(x)),
        ]
    );

    /// <summary>Each needed ban, as code that breaks it.</summary>
    public static TheoryData<string> Forbidden =>
        [
            // the clock
            "System.DateTime.Now",
            "System.DateTime.UtcNow",
            "System.DateTime.Today",
            "System.DateTimeOffset.Now",
            "System.DateTimeOffset.UtcNow",
            "System.TimeProvider.System",
            // ids and luck
            "System.Guid.NewGuid()",
            "System.Guid.CreateVersion7()",
            "System.Guid.CreateVersion7(default)",
            "new System.Random()",
            "System.Random.Shared",
            // calls to the outside
            "new System.Net.Http.HttpClient()",
            "new System.Net.Http.SocketsHttpHandler()",
            "new System.Net.Http.HttpMessageInvoker(null!)",
            "System.Net.WebRequest.Create(\"\")",
            // XML with document type definitions
            "System.Xml.Linq.XDocument.Load(\"\")",
            "System.Xml.Linq.XDocument.Load(System.IO.Stream.Null)",
            "System.Xml.Linq.XDocument.Load(System.IO.TextReader.Null)",
            "System.Xml.Linq.XDocument.Load(System.IO.Stream.Null, default)",
            "System.Xml.Linq.XDocument.LoadAsync(System.IO.Stream.Null, default, default)",
            "System.Xml.Linq.XDocument.Parse(\"\")",
            "System.Xml.Linq.XElement.Load(\"\")",
            "System.Xml.Linq.XElement.Load(System.IO.Stream.Null)",
            "System.Xml.Linq.XElement.Parse(\"\")",
            "new System.Xml.XmlDocument()",
            // words compared as some culture would
            "\"\".StartsWith(\"\")",
            "\"\".EndsWith(\"\")",
            "\"\".IndexOf(\"\")",
            "\"\".IndexOf(\"\", 0)",
            "\"\".LastIndexOf(\"\")",
            "string.Compare(\"\", \"\")",
            "string.Compare(\"\", \"\", true)",
            "\"\".CompareTo(\"\")",
            "\"\".ToLower()",
            "\"\".ToUpper()",
            // patterns without a time limit
            "new System.Text.RegularExpressions.Regex(\"\")",
            "System.Text.RegularExpressions.Regex.IsMatch(\"\", \"\")",
            "System.Text.RegularExpressions.Regex.Replace(\"\", \"\", \"\")",
        ];

    [Theory, MemberData(nameof(Forbidden))]
    public async Task The_build_refuses(string expression) => Assert.NotEmpty(await ReportedAsync(expression));

    [Theory]
    [InlineData("System.TimeProvider.System.GetUtcNow().ToString(default(string))", "System.TimeProvider.System")]
    [InlineData("\"\".StartsWith(\"\", System.StringComparison.Ordinal)", null)]
    [InlineData("System.Xml.Linq.XDocument.Load(System.Xml.XmlReader.Create(\"\"))", null)]
    public async Task The_build_refuses_no_more_than_that(string expression, string? only)
    {
        var reported = await ReportedAsync(expression);

        Assert.Equal(only is null ? 0 : 1, reported.Length);
    }

    [Fact]
    public void Every_line_of_the_list_names_something_that_exists()
    {
        var compilation = Compile("0");
        var unknown = BanLines()
            .Select(x => x.Split(';')[0])
            .Where(x => DocumentationCommentId.GetFirstSymbolForDeclarationId(x, compilation) is null);

        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_line_of_the_list_says_what_to_do_instead() =>
        Assert.All(BanLines(), x => Assert.Matches(@"^[TMPFE]:[^;]+;\S.{10,}$", x));

    [Fact]
    public void No_project_of_ours_switches_the_list_off()
    {
        var projects = SourceFile.Below("src", ".csproj").Concat(SourceFile.Below("src", ".props", ".editorconfig"));

        Finding.AssertNone(projects.SelectMany(SwitchedOff));
        Assert.NotEmpty(SwitchedOff(new("src/X/X.csproj", "<NoWarn>RS0030</NoWarn>")));
    }

    [Fact]
    public void A_ban_is_lifted_only_where_a_comment_says_why()
    {
        Finding.AssertNone(SourceFile.Below("src", ".cs").SelectMany(LiftedWithoutReason));
        Assert.NotEmpty(LiftedWithoutReason(new("src/X.cs", "\n#pragma warning disable RS0030\n")));
        Assert.Empty(
            LiftedWithoutReason(new("src/X.cs", "\n#pragma warning disable RS0030 // The one place that makes ids.\n"))
        );
    }

    private static IEnumerable<Finding> SwitchedOff(SourceFile file) =>
        RuleNumber().Matches(file.Text).Select(x => file.Finding(x.Index, "the list of forbidden symbols is switched off"));

    private static IEnumerable<Finding> LiftedWithoutReason(SourceFile file) =>
        Lifted()
            .Matches(file.Text)
            .Where(x => !x.Groups["why"].Success)
            .Select(x => file.Finding(x.Index, "lifts a ban without saying why"));

    private static string[] BanLines() => File.ReadAllLines(RepositoryRoot.At("eng/BannedSymbols.txt"));

    private static async Task<ImmutableArray<Diagnostic>> ReportedAsync(string expression)
    {
        var compilation = Compile(expression);
        Assert.Empty(compilation.GetDiagnostics().Where(x => x.Severity == DiagnosticSeverity.Error));
        var list = new BanFile(RepositoryRoot.At("eng/BannedSymbols.txt"));
        var analysis = compilation.WithAnalyzers([Analyser.Value], new AnalyzerOptions([list]));
        var reported = await analysis.GetAnalyzerDiagnosticsAsync();
        return [.. reported.Where(x => x.Id == "RS0030")];
    }

    private static CSharpCompilation Compile(string expression) =>
        CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText($"class Sample {{ object Value() => {expression}; }}")],
            Platform.Value,
            new(OutputKind.DynamicallyLinkedLibrary)
        );

    /// <summary>The analyser of the very version that the build uses, from where restoring put it.</summary>
    private static DiagnosticAnalyzer LoadAnalyser()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.At("src/Parley/obj/project.assets.json")));
        var package = assets
            .RootElement.GetProperty("libraries")
            .EnumerateObject()
            .Single(x => x.Name.StartsWith("Microsoft.CodeAnalysis.BannedApiAnalyzers/", StringComparison.Ordinal))
            .Value.GetProperty("path")
            .GetString()!;
        var folder = assets
            .RootElement.GetProperty("packageFolders")
            .EnumerateObject()
            .Select(x => Path.Combine(x.Name, package, "analyzers", "dotnet", "cs"))
            .First(Directory.Exists);
        Assembly.LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        var type = Assembly
            .LoadFrom(Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"))
            .GetTypes()
            .Single(x => x.Name == "CSharpSymbolIsBannedAnalyzer");
        return (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
    }

    private sealed class BanFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(File.ReadAllText(path));
    }

    [GeneratedRegex("RS0030")]
    private static partial Regex RuleNumber();

    [GeneratedRegex(
        @"(?<why>//[^\n]*\S\s*\n\s*)?^\s*#pragma warning disable [^\n/]*RS0030[^\n/]*(?<why>//\s*\S.+)?$",
        RegexOptions.Multiline
    )]
    private static partial Regex Lifted();
}
