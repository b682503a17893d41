using System.CommandLine;
using System.Globalization;
using Parley.Importers.Disqus;
using Parley.Importers.SavedPage;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Transfer;

namespace Parley.Server.Commands;

/// <summary><c>parley import disqus FILE</c>, <c>parley import page FILE</c>.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The export. A .gz is read as it is." };
    private static readonly Option<string> Site = new("--site")
    {
        Description = "The site it goes to.",
        HelpName = "NAME",
        Required = true,
    };
    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Only says what would come, what would not and why. Writes nothing.",
    };
    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Writes the whole report as JSON.",
        HelpName = "FILE",
    };
    private static readonly Option<string> Url = new("--url")
    {
        Description = "The page's address.",
        HelpName = "URL",
        Required = true,
    };

    private static readonly Option<string> Published = new("--published")
    {
        Description = "When the page was published, with its zone: 2026-08-25T11:00:00Z.",
        HelpName = "TIME",
        Required = true,
    };

    public static Command Create()
    {
        var disqus = new Command("disqus", "Brings a Disqus export (XML, or .gz) along.") { File, Site, Check, Report };
        disqus.SetAction((parsed, cancel) => RunAsync(parsed, (_, _) => new DisqusReader(), cancel));
        var page = new Command("page", "Brings a page saved as text along: the report and the discussion under it.")
        {
            File,
            Site,
            Url,
            Published,
            Check,
            Report,
        };
        page.SetAction((parsed, cancel) => RunAsync(parsed, ReadPage, cancel));
        return new Command(
            "import",
            "Brings old discussions along. May be repeated: nothing comes twice, nothing is taken away."
        )
        {
            disqus,
            page,
        };
    }

    private static SavedPageReader ReadPage(ParseResult parsed, Site site)
    {
        var address = StoryAddress.Parse(parsed.GetValue(Url), PageClaims.ParametersOf(site));
        if (address.Value is not { } page)
            throw Installation.Refusal(address.Problem!);
        // A time without a zone would be another one on another machine.
        const DateTimeStyles style = DateTimeStyles.AdjustToUniversal;
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz"];
        var text = parsed.GetValue(Published)!;
        var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length;
        if (!hasZone || !DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, style, out var published))
            throw new ExpectedException(Exits.Usage, $"\"{text}\" is no time with its zone, such as 2026-08-25T11:00:00Z.");
        return new SavedPageReader(page.Display, page.Key, published);
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        Func<ParseResult, Site, IExportReader> open,
        CancellationToken cancel
    )
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var words = Words.For("en");
        await using var file = OpenFile(parsed.GetValue(File)!);
        var target = new ImportTarget(
            installation.Get<Database>(),
            site,
            await installation.Get<SiteDirectory>().OriginsAsync()
        );
        Result<ImportPlan> made;
        using (var progress = new ImportProgressLine(file.Length))
            made = await ImportPlan.MakeAsync(
                open(parsed, site),
                file,
                target,
                installation.Get<TimeProvider>(),
                cancel,
                progress
            );
        if (made.Value is not { } plan)
            throw Installation.Refusal(made.Problem!);
        using var whole = plan;

        if (!parsed.GetValue(Check))
        {
            using var progress = new ProgressLine(plan.Report.Threads.Made + plan.Report.Posts.Made, "Writing");
            await installation.Get<ApplyImport>().HandleAsync(site.Id, plan, Words.For(site.Language), progress, cancel);
        }

        if (parsed.GetValue(Check))
            await Console.Out.WriteLineAsync(words["import.check"]);
        foreach (var line in ImportReportText.Lines(plan.Report, words))
            await Console.Out.WriteLineAsync(line);
        if (parsed.GetValue(Report) is { } path)
            await WriteReportAsync(plan.Report, path, cancel);
        return Exits.Done;
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The file cannot be read: {error.Message}");
        }
    }

    private static async Task WriteReportAsync(ImportReport report, string path, CancellationToken cancel)
    {
        try
        {
            await using var stream = System.IO.File.Create(path);
            await report.WriteJsonAsync(stream, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The report cannot be written: {error.Message}");
        }
    }
}
