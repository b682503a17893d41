using System.Text.Json;
using Parley.Browser.Setup;
using Xunit;

namespace Parley.Browser.Xss;

/// <summary>A page in Chromium that shows pieces of HTML, each in a document of its own, and says what came of it.</summary>
internal sealed class Oracle : IAsyncDisposable
{
    // More at once only wait for one another.
    private const int Together = 50;

    private const int PiecesInPage = 25;

    private readonly ForeignSite site;
    private readonly Visitor visitor;
    private readonly List<string> requests = [];

    private Oracle(ForeignSite site, Visitor visitor)
    {
        (this.site, this.visitor) = (site, visitor);
        visitor.Page.Request += (_, request) =>
        {
            // A frame's own document is written here, not asked for.
            if (!request.Url.StartsWith("about:", StringComparison.Ordinal))
                requests.Add(request.Url);
        };
    }

    public static async Task<Oracle> OpenAsync(Chromium chromium)
    {
        var visitor = await chromium.VisitAsync();
        var site = await ForeignSite.StartAsync("talk.localhost");
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Xss", "oracle.js"));
        site.Serve("/oracle.js", script, "text/javascript");
        var page = site.Serve("/oracle", "<!doctype html><meta charset=utf-8><script src=oracle.js></script>");
        await visitor.Page.GotoAsync(page);
        return new(site, visitor);
    }

    /// <summary>Shows each piece in a document of its own.</summary>
    public async Task<IReadOnlyList<Shown>> ShowAsync(IEnumerable<(Attack Attack, string Html)> pieces)
    {
        List<Shown> all = [];
        foreach (var some in pieces.Chunk(Together))
        {
            var verdicts = await JudgeAsync(some.Select(x => new[] { x.Html }));
            all.AddRange(some.Zip(verdicts, (x, v) => new Shown(x.Attack, x.Html, v)));
        }
        return all;
    }

    /// <summary>
    /// The pieces among these that are not harmless. They are shown as a page shows comments, many in one document, which
    /// is quick: the first harmful one meets a page that is still sound, so its document cannot look sound. Only the pieces
    /// of such a document are shown one by one.
    /// </summary>
    public async Task<IReadOnlyList<Shown>> HarmfulAsync(IEnumerable<(Attack Attack, string Html)> pieces)
    {
        List<Shown> harmful = [];
        var pages = pieces.Chunk(PiecesInPage).Select(x => (Pieces: x, Html: x.Select(p => p.Html).ToArray()));
        foreach (var some in pages.Chunk(Together / 10))
        {
            var verdicts = await JudgeAsync(some.Select(x => x.Html));
            foreach (var ((suspects, _), _) in some.Zip(verdicts).Where(x => !x.Second.IsHarmless))
            {
                var shown = await ShowAsync(suspects);
                Assert.Contains(shown, x => !x.Verdict.IsHarmless);
                harmful.AddRange(shown.Where(x => !x.Verdict.IsHarmless));
            }
        }
        return harmful;
    }

    /// <summary>How often a piece made the browser ask somebody for something; our own HTML loads nothing.</summary>
    public int Requests => requests.Count;

    public async ValueTask DisposeAsync()
    {
        await visitor.DisposeAsync();
        await site.DisposeAsync();
    }

    private async Task<IReadOnlyList<Verdict>> JudgeAsync(IEnumerable<string[]> documents)
    {
        var verdicts = await visitor.Page.EvaluateAsync<JsonElement>("documents => judge(documents)", documents);
        return verdicts.Deserialize<List<Verdict>>(JsonSerializerOptions.Web)!;
    }
}

/// <param name="Ran">Each way in which script was seen to run.</param>
/// <param name="Forbidden">Nodes, attributes and addresses that readers' words may not have.</param>
/// <param name="IsStable">Whether the browser, reading the page back, would parse the same page again.</param>
internal sealed record Verdict(IReadOnlyList<string> Ran, IReadOnlyList<string> Forbidden, bool IsStable)
{
    public bool IsHarmless => Ran.Count == 0 && Forbidden.Count == 0 && IsStable;
}

/// <summary>An attack, what our rendering made of it, and what came of that.</summary>
internal sealed record Shown(Attack Attack, string Html, Verdict Verdict)
{
    public override string ToString() =>
        $"{Attack.Source}: ran [{string.Join(", ", Verdict.Ran)}], forbidden [{string.Join(", ", Verdict.Forbidden)}], "
        + $"stable {Verdict.IsStable}\n    in:  {Attack.Text}\n    out: {Html}";
}
