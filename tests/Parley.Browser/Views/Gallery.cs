using Parley.Browser.Setup;
using Parley.Tests.Views;

namespace Parley.Browser.Views;

/// <summary>Every view as a page that somebody looks at, with the styles that a server gives it; no server, no database, no script.</summary>
internal sealed class Gallery : IAsyncDisposable
{
    private const string Frame =
        "<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title><link rel=icon href='data:,'><style>body { margin: 0 } iframe { display: block; border: 0; width: 100vw; height: 100vh }</style><iframe title=View src=view></iframe><script src=gallery.js></script>";

    private readonly ForeignSite _site;
    private readonly Visitor _visitor;

    private Gallery(ForeignSite site, Visitor visitor) => (_site, _visitor) = (site, visitor);

    public static async Task<Gallery> OpenAsync(Chromium chromium, Look look)
    {
        var visitor = await chromium.VisitAsync(look);
        var site = await ForeignSite.StartAsync();
        foreach (var name in (string[])["parley.css", "console.css", "tables.css"])
            site.ServeKept("/" + name, System.Text.Encoding.UTF8.GetString(Assets.Own.Find(name)!.Bytes), "text/css");
        site.ServeKept("/photo.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='384'/>", "image/svg+xml");
        site.ServeKept("/axe.js", $"{Visitor.Axe};window.findSerious={Visitor.FindSerious}", "text/javascript");
        site.Serve("/view", "<!doctype html><script src=axe.js></script>");
        var script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Views", "gallery.js"));
        site.Serve("/gallery.js", script, "text/javascript");
        await visitor.Page.GotoAsync(site.Serve("/", Frame));
        return new(site, visitor);
    }

    /// <summary>A page that is none of ours.</summary>
    /// <returns>Its path.</returns>
    public string Hang(string name, string page)
    {
        _site.Serve("/" + name, page);
        return "/" + name;
    }

    /// <summary>Views, drawn in the given words with the given sample.</summary>
    /// <returns>Their paths.</returns>
    public async Task<string[]> HangAsync(IEnumerable<string> views, Words words, Sample sample)
    {
        List<string> paths = [];
        foreach (var view in views)
            paths.Add(Hang(view, await EveryView.Draw[view](words, sample)));
        return [.. paths];
    }

    /// <summary>What is broken in how they are laid out.</summary>
    public Task<string[]> MeasureAsync(params string[] paths) =>
        _visitor.Page.EvaluateAsync<string[]>("paths => measure(paths)", paths);

    /// <summary>What axe finds that keeps a person from reading or acting.</summary>
    public Task<string[]> ListenAsync(params string[] paths) =>
        _visitor.Page.EvaluateAsync<string[]>("paths => listen(paths)", paths);

    /// <summary>Pictures of pages in their own window, for people to look at, where somebody wants to.</summary>
    public async Task PictureAsync(string[] paths, string look)
    {
        foreach (var path in paths.Where(_ => Visitor.ArePicturesWanted))
        {
            await _visitor.Page.GotoAsync(_site.Origin + path);
            await _visitor.ScreenshotAsync($"view{path.Replace('/', '-')}-{look}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _site.DisposeAsync();
    }
}
