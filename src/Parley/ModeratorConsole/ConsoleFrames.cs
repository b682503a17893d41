using Parley.Comments;
using Parley.Moderation;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The frame of the moderators' pages: where they lead, how many wait, what can be taken back.</summary>
internal sealed class ConsoleFrames(
    Database database,
    QueueStore queue,
    SurgeStore surges,
    StoryStore stories,
    AuthoredComments comments,
    SectionGate gate,
    PageFrames frames
)
{
    /// <param name="waiting">How many wait, where the page has counted them already.</param>
    public async Task<ConsoleModel> ForAsync(Visit visit, ConsolePlace place, string title, QueueCount? waiting = null)
    {
        var counted =
            waiting ?? await queue.CountAsync(visit.Site.Id, visit.Cancel, StorySections.Of(visit.Site, visit.SignedIn));
        return new(
            frames.ForStaff(visit.Home, visit.Site, title, visit.SignedIn.Name),
            place,
            new ConsoleUrls(
                visit.SiteUrl("/console"),
                visit.SiteUrl("/console/threads"),
                visit.SiteUrl("/console/writers"),
                visit.SiteUrl("/console/policies"),
                visit.SignedIn.Sections.Count == 0 ? visit.SiteUrl("/console/words") : null,
                visit.SiteUrl("/sign-out")
            )
            {
                Orders = Access.SeniorModerator.Allows(visit) ? visit.SiteUrl("/console/orders") : null,
                Objections = Access.SeniorModerator.Allows(visit) ? visit.SiteUrl("/console/objections") : null,
                Flaggers = Access.SeniorModerator.Allows(visit) ? visit.SiteUrl("/console/flaggers") : null,
                OwnModel = visit.SiteUrl("/console/own-model"),
                Checks = visit.SignedIn.Sections.Count == 0 ? visit.SiteUrl("/console/checks") : null,
                Hooks = Access.Administrator.Allows(visit) ? visit.SiteUrl("/console/hooks") : null,
                Notes = visit.SiteUrl("/console/notes"),
                Desk = visit.SiteUrl("/console/desk"),
                TryText = visit.SiteUrl("/console/try-text"),
                ScoringKeys = Access.Administrator.Allows(visit) ? visit.SiteUrl("/console/scoring-keys") : null,
                Newsroom = visit.SiteUrl("/newsroom/reports"),
                Care = visit.SiteUrl("/console/care"),
                SecondLook = visit.SiteUrl("/console/second-look"),
                Rules = Access.Administrator.Allows(visit) ? visit.SiteUrl("/console/rules") : null,
                Figures =
                    visit.Site.Settings.Figures && Access.Administrator.Allows(visit)
                        ? visit.SiteUrl("/console/figures")
                        : null,
                Token = Access.Administrator.Allows(visit) ? visit.SiteUrl("/console/token") : null,
                Staff = Access.Administrator.Allows(visit) ? visit.SiteUrl("/console/staff") : null,
            },
            visit.SignedIn.Name
        )
        {
            Waiting = counted.All,
            Objections = counted.Objections,
            Sections = visit.SignedIn.Sections,
            Undo = await FindUndoAsync(visit),
            Hints = await ListSurgesAsync(visit, place),
        };
    }

    // On the first page that staff come to; the list of discussions has each beside its own.
    private async Task<IReadOnlyList<string>> ListSurgesAsync(Visit visit, ConsolePlace place)
    {
        if (place != ConsolePlace.Queue)
            return [];
        var found = await surges.ListAsync(visit.Site.Id, visit.Now, visit.Cancel);
        foreach (var surge in found.ToList())
        {
            if (await gate.FindObstacleAsync(visit, surge.ThreadId) is not null)
                found.Remove(surge);
        }

        var about = await stories.FindAsync(visit.Site.Id, found.Select(surge => surge.ThreadId), visit.Cancel);
        return
        [
            .. found.Select(surge =>
                visit.Words.Format(
                    "surge.of",
                    (
                        "title",
                        about.GetValueOrDefault(surge.ThreadId) is { } story
                            ? story.Title ?? story.Url ?? visit.Words["thread.title"]
                            : visit.Words["thread.title"]
                    ),
                    ("surge", SurgeSentences.Of(visit.Words, surge))
                )
            ),
        ];
    }

    private async Task<UndoModel?> FindUndoAsync(Visit visit)
    {
        var (last, together) = await database.ReadAsync(
            async scope =>
            {
                var since = visit.Now - Decision.TakeBackWindow;
                var found = await DecisionStore.FindLastAsync(scope, visit.Site.Id, visit.SignedIn.Id, since, visit.Cancel);
                return found is { BatchId: { } batch }
                    ? (found, (await DecisionStore.ListBatchAsync(scope, visit.Site.Id, batch, visit.Cancel)).Count)
                    : (found, 1);
            },
            visit.Cancel
        );
        if (
            last is null
            || await comments.FindAsync(visit.Site.Id, last.CommentId, visit.Cancel) is not { Comment.IsErased: false } read
            || await gate.FindObstacleAsync(visit, read.Comment.ThreadId) is not null
        )
            return null;
        var key = "console.did-" + last.Kind.ToString().ToLowerInvariant();
        return new UndoModel(
            together > 1
                ? visit.Words.Count(last.Rule is null ? "console.did-many-publish" : "console.did-many-reject", together)
                : visit.Words.Format(key, ("name", read.AuthorName)),
            visit.SiteUrl($"/console/decisions/{last.Id}/undo")
        );
    }
}
