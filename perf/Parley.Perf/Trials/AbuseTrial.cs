using Parley.Comments;
using Parley.Importers.SavedPage;
using Parley.Moderation;
using Parley.Perf.Desk;
using Parley.Perf.Report;
using Parley.Reasons;
using Parley.Transfer;

namespace Parley.Perf.Trials;

/// <summary>
/// A saved page whose discussion has abuse in it, beside harsh opinions, played as comments that come in: each from somebody new, on a
/// site as it comes, with the list of words to begin with. What is held and why, and what passes.
/// </summary>
internal static class AbuseTrial
{
    private static readonly string Page = Path.Combine(DrillSite.Root, "../shared/data/import/page-report-with-discussion.txt");

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table("An abusive page as comments that come in", "writer", "begins", "what happens", "why");
        if (!File.Exists(Page))
        {
            table.Add("–", "–", "–", "the shared data is not here");
            bench.Say(table);
            return;
        }

        await using var newsroom = await DrillSite.OpenAsync(await bench.NewDatabaseAsync("sqlite"), moderators: 0);
        var (site, post) = (newsroom.Site, newsroom.Get<PostComment>());
        var words = Words.For(site.Language);
        await using var file = File.OpenRead(Page);
        var reader = new SavedPageReader("https://paper.example/page", "page", DateTimeOffset.UnixEpoch);
        foreach (var (number, comment) in reader.Read(file, default).OfType<ImportedComment>().Index())
        {
            var request = new PostComment.Request(Guid.CreateVersion7(), comment.Body, null);
            var posted = await post.HandleAsync(site, newsroom.Thread, newsroom.Readers[^(number + 1)], request, default);
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
}
