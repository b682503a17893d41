using Parley.Policies;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Puts the pages of policies together.</summary>
internal sealed class PolicyDrawer(
    PolicyDirectory policies,
    PolicyStore store,
    StoryStore stories,
    ThreadStore threads,
    ConsoleFrames frames
)
{
    public async Task<PoliciesPageModel> DrawAllAsync(Visit visit, TimeCursor after)
    {
        var book = await policies.FindAsync(visit.Site.Id, visit.Cancel);
        var (changes, next) = await store.ListChangesAsync(visit.Site.Id, null, after, visit.Cancel);
        var isAdministrator = Access.Administrator.Allows(visit);
        return new PoliciesPageModel(
            await frames.ForAsync(visit, ConsolePlace.Policies, visit.Words["policies.title"]),
            [
                .. book.Wide.Select(one => new PolicyRowModel(
                    one.Key.ToWord(),
                    one.Key.Name,
                    PolicySentences.Of(visit.Words, one.Key, one.Value),
                    isAdministrator ? UrlOf(visit, one.Key) : null
                )),
            ],
            await ToRecordAsync(visit, changes)
        )
        {
            IsStopped = book.Stop is not null,
            StopSentence = book.Stop?.Sentence ?? "",
            StopUrl = isAdministrator ? visit.SiteUrl("/console/policies/stop") : null,
            EditUrl = isAdministrator ? visit.SiteUrl("/console/policies/edit") : null,
            FirstUrl = after == TimeCursor.Newest ? null : visit.SiteUrl("/console/policies"),
            NextUrl = next is { } place ? visit.SiteUrl($"/console/policies?after={place}") : null,
        };
    }

    /// <param name="name">What it is of, as staff read it.</param>
    public async Task<PolicyPageModel> DrawAsync(Visit visit, PolicyScope scope, string name)
    {
        // Past the memory, and not from before the change that the page says it has seen.
        var (book, last) = await store.ReadAsync(visit.Site.Id, scope, visit.Cancel);
        var policy =
            scope.ThreadId is not { } id ? book.Find(scope) ?? Policy.Nothing
            : await threads.FindAsync(visit.Site.Id, id, visit.Cancel) is { } thread ? book.OfThread(thread)
            : Policy.Nothing;
        var (changes, _) = await store.ListChangesAsync(visit.Site.Id, scope, TimeCursor.Newest, visit.Cancel);
        // Whoever came from a comment goes back to it.
        var from = scope.ThreadId is not null && ConsoleEndpoints.TryReadId(visit.Http, "c", out var comment) ? comment : null;
        return new PolicyPageModel(
            await frames.ForAsync(
                visit,
                scope.ThreadId is null ? ConsolePlace.Policies : ConsolePlace.Threads,
                visit.Words["policy.title"]
            ),
            scope.ToWord(),
            name,
            UrlOf(visit, scope) + (from is null ? "" : $"?c={from}"),
            visit.SiteUrl(
                scope.ThreadId is null ? "/console/policies"
                : from is null ? "/console/threads"
                : $"/console?c={from}"
            ),
            PolicyForms.ToFields(policy),
            await ToRecordAsync(visit, changes)
        )
        {
            Seen = last,
            IsSet = !policy.IsEmpty,
            IsFromCase = from is not null,
            TimeZone = visit.Site.TimeZone,
        };
    }

    private static string UrlOf(Visit visit, PolicyScope scope) =>
        visit.SiteUrl(
            scope.ThreadId is { } thread
                ? $"/console/threads/{thread}/policy"
                : $"/console/policies/edit?scope={scope.ToWord()}"
                    + (scope.Name.Length == 0 ? "" : $"&name={Uri.EscapeDataString(scope.Name)}")
        );

    private async Task<IReadOnlyList<PolicyChangeModel>> ToRecordAsync(Visit visit, List<PolicyChange> changes)
    {
        var threads = changes.Select(change => change.Scope.ThreadId).OfType<Guid>();
        var about = await stories.FindAsync(visit.Site.Id, threads, visit.Cancel);
        return
        [
            .. changes.Select(change => new PolicyChangeModel(
                change.Scope.ToWord(),
                change.Scope.ThreadId is { } thread
                    ? about.GetValueOrDefault(thread) is { } story
                        ? story.Title ?? story.Url ?? visit.Words["thread.title"]
                        : visit.Words["thread.title"]
                    : change.Scope.Name,
                PolicySentences.Of(visit.Words, change.Scope, change.Before),
                PolicySentences.Of(visit.Words, change.Scope, change.After),
                change.By,
                change.At
            )),
        ];
    }
}
