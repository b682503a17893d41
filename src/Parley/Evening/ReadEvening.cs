using Parley.Learning;
using Parley.Markup;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Evening;

/// <summary>A comment on the evening's list.</summary>
/// <param name="Found">What it has for the newsroom, the strongest first; never empty.</param>
/// <param name="Height">By what the list is ordered: from 0 to 1.</param>
internal sealed record EveningLine(EveningComment Comment, IReadOnlyList<EveningFinding> Found, double Height)
{
    public EveningKind Kind => Found[0].Kind;

    /// <summary>How far the newsroom's marks moved it: above 0 up, below 0 down.</summary>
    public double Moved => Height - Found[0].Strength;
}

/// <summary>An evening's list: all of it, in its order.</summary>
/// <param name="IsCut">Whether there was more than is looked through.</param>
/// <param name="Marks">From how many marks the order was learned.</param>
internal sealed record EveningList(EveningDay Day, IReadOnlyList<EveningLine> Lines, bool IsCut, int Marks);

/// <summary>Puts together what readers wrote for the newsroom in a day, by the rules and in the order that its marks teach.</summary>
internal sealed class ReadEvening(EveningStore store, StoryStore stories, LearnedOrders orders)
{
    /// <summary>The list of somebody of the newsroom.</summary>
    /// <param name="ofAll">Whether of all stories that they may see as an editor, rather than of their own.</param>
    public async Task<EveningList> HandleAsync(Site site, Reader reader, EveningDay day, bool ofAll, CancellationToken cancel)
    {
        var own = ofAll ? null : await store.ListStoriesAsync(site.Id, reader, day, cancel);
        var written = own is { Count: 0 }
            ? []
            : await store.ListAsync(site.Id, reader.Id, day, own, StorySections.Of(site, reader), cancel);
        var isCut = written.Count > EveningStore.MostRead;
        var under = await stories.FindAsync(site.Id, written.Select(one => one.StoryId).Distinct(), cancel);
        var order = await orders.FindAsync(site.Id, cancel);
        var lines = await Task.Run(
            () =>
                written
                    .Take(EveningStore.MostRead)
                    .Select(one => (One: one, Found: Sort(site, one, under.GetValueOrDefault(one.StoryId))))
                    .Where(one => one.Found.Count > 0)
                    .Select(one => new EveningLine(
                        one.One,
                        one.Found,
                        order.Of(one.Found[0], () => DecidedComments.ToText(one.One.Source, one.One.Html))
                    ))
                    .OrderByDescending(line => line.Height)
                    .ThenByDescending(line => line.Comment.PostedAt)
                    .ThenBy(line => line.Comment.Id)
                    .ToList(),
            cancel
        );
        return new(day, lines, isCut, order.Marks);
    }

    /// <summary>Whether somebody may ask for all stories: an editor, of those sections that are theirs.</summary>
    public static bool MaySeeAll(Reader reader) => reader.Role >= ReaderRole.Moderator;

    /// <summary>What a comment has for the newsroom, the strongest first.</summary>
    public static IReadOnlyList<EveningFinding> Sort(Site site, EveningComment one, Story? story)
    {
        var found = CommentSorter.Sort(
            site.Language,
            PlainText.OfKept(one.Html),
            one.To,
            [site.Title, .. story?.Authors ?? []]
        );
        // What waits on the correction desk is a challenge, whatever its words.
        return one.Raised is { } raised
            ?
            [
                new(EveningKind.Challenge, raised == EveningWhy.Raised ? 1 : 0.95, raised),
                .. found.Where(finding => finding.Kind != EveningKind.Challenge),
            ]
            : found;
    }
}
