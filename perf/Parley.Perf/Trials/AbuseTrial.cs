using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Importers.SavedPage;
using Parley.Moderation;
using Parley.Perf.Report;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Transfer;

namespace Parley.Perf.Trials;

/// <summary>
/// A saved page whose discussion has abuse in it, beside harsh opinions, played as comments that come in: each from somebody new, on a
/// site as it comes, with the list of words to begin with. What is held and why, and what passes.
/// </summary>
internal static class AbuseTrial
{
    private static readonly string Root = FindRoot();

    /// <summary>The list of words to begin with.</summary>
    public static readonly string List = Path.Combine(Root, "samples/word-lists/suspect.txt");
    private static readonly string Page = Path.Combine(Root, "../shared/data/import/page-report-with-discussion.txt");

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table("An abusive page as comments that come in", "writer", "begins", "what happens", "why");
        if (!File.Exists(Page))
        {
            table.Add("–", "–", "–", "the shared data is not here");
            bench.Say(table);
            return;
        }

        await using var app = ParleyServer.Build(await bench.NewDatabaseAsync("sqlite"), isGuarded: true);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(default);
        await app.StartAsync();
        var seed = await Seed.SowAsync(app.Services, ParleyServer.PortOf(app), default, newcomers: 100);
        var site = (await app.Services.GetRequiredService<SiteStore>().ListAsync(default)).Single();
        await app
            .Services.GetRequiredService<WordListStore>()
            .SaveAsync(site.Id, WordListKind.Suspect, await File.ReadAllTextAsync(List), Guid.Empty, default);
        var newcomers = await NewcomersAsync(app.Services, site.Id);
        var post = app.Services.GetRequiredService<PostComment>();
        var words = Words.For(site.Language);
        await using var file = File.OpenRead(Page);
        var reader = new SavedPageReader("https://paper.example/page", "page", DateTimeOffset.UnixEpoch);
        foreach (var (number, comment) in reader.Read(file, default).OfType<ImportedComment>().Index())
        {
            var request = new PostComment.Request(Guid.CreateVersion7(), comment.Body, null);
            var posted = await post.HandleAsync(site, seed.Threads[0], newcomers[number], request, default);
            var (became, reasons) = posted.Value is { } done
                ? (done.Comment.State.ToString().ToLowerInvariant(), done.Reasons)
                : (posted.Problem!.Code, (IReadOnlyList<Reason>)[]);
            table.Add(
                comment.Author.Name,
                $"{comment.Body.ReplaceLineEndings(" ")[..50]}…",
                became,
                string.Join("; ", reasons.Select(reason => ModerationAnswers.SentenceForStaff(words, reason)).Distinct())
            );
        }

        bench.Say(table);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "parley.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? "";
    }

    private static async Task<List<Reader>> NewcomersAsync(IServiceProvider services, SiteId site)
    {
        var (database, store) = (services.GetRequiredService<Database>(), services.GetRequiredService<ReaderStore>());
        var ids = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT id FROM reader WHERE site_id = @site AND published_count = 0 ORDER BY id DESC LIMIT 100",
                    [("@site", site)],
                    row => row.Guid(0),
                    default
                ),
            default
        );
        var readers = new List<Reader>();
        foreach (var id in ids)
            readers.Add((await store.FindAsync(site, id, default))!);
        return readers;
    }
}
