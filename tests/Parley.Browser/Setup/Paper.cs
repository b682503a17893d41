using Parley.Sites;
using Parley.Tests.Setup;

namespace Parley.Browser.Setup;

/// <summary>The newspaper of <c>samples/static-page</c> on <c>paper.localhost</c>, beside the Parley that it embeds.</summary>
internal sealed class Paper : IAsyncDisposable
{
    private readonly ForeignSite _site;

    private Paper(ForeignSite site, Talk talk) => (_site, Talk) = (site, talk);

    public Talk Talk { get; }

    public static async Task<Paper> StartAsync(SiteSettings? settings = null)
    {
        var site = await ForeignSite.StartAsync();
        var paper = new Paper(site, await Talk.StartAsync(site.Origin, settings));
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.At("samples/static-page")))
            paper.Serve(Path.GetFileName(file), await File.ReadAllTextAsync(file));
        return paper;
    }

    public string At(string page) => $"{_site.Origin}/{page}";

    /// <summary>A page of the paper, in which <c>talk.example</c> and <c>paper.example</c> stand for the two hosts.</summary>
    /// <returns>Its address.</returns>
    public string Serve(string name, string text)
    {
        var type = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript",
            ".css" => "text/css",
            _ => "text/html; charset=utf-8",
        };
        var here = text.Replace("https://talk.example", Talk.Origin, StringComparison.Ordinal)
            .Replace("https://paper.example", _site.Origin, StringComparison.Ordinal);
        return _site.Serve("/" + name, here, type);
    }

    public async ValueTask DisposeAsync()
    {
        await Talk.DisposeAsync();
        await _site.DisposeAsync();
    }
}
