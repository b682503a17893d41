using Parley.Stories;

namespace Parley.Transfer;

/// <summary>
/// Which threads of a file become which stories. Threads at one address are one story, unless two identifiers of the site
/// say that they are not; one identifier at two addresses stays two stories, and is reported.
/// </summary>
internal sealed class StoryPlan
{
    private readonly Dictionary<string, PlannedThread> byForeignId = new(StringComparer.Ordinal);
    private readonly List<PlannedStory> stories = [];
    private readonly HashSet<string> contested = new(StringComparer.Ordinal);

    private StoryPlan(IReadOnlyList<PlannedThread> threads) => Threads = threads;

    /// <summary>Every thread that the file has, in its order.</summary>
    public IReadOnlyList<PlannedThread> Threads { get; }

    public IReadOnlyList<PlannedStory> Stories => stories;

    public static async Task<StoryPlan> MakeAsync(GatheredExport export, IImportTarget target, CancellationToken cancel)
    {
        var plan = new StoryPlan([.. export.Threads.Select(thread => new PlannedThread(thread))]);
        foreach (var thread in plan.Threads)
            plan.Admit(thread, target);
        plan.GiveIdentifiersOneAddress();
        plan.GroupByAddress();
        await plan.MatchAsync(export.System, target, cancel);
        return plan;
    }

    /// <summary>The thread that a comment names; null where the file has none such.</summary>
    public PlannedThread? Find(string? foreignId) => foreignId is null ? null : byForeignId.GetValueOrDefault(foreignId);

    private void Admit(PlannedThread thread, IImportTarget target)
    {
        var record = thread.Thread;
        if (record.ForeignId is null)
            thread.Report(ImportReason.IdMissing, null);
        else if (!byForeignId.TryAdd(record.ForeignId, thread))
            thread.Report(ImportReason.IdTwice, null);
        else if (record.IsDeleted)
            thread.Report(ImportReason.ThreadDeleted, null);
        else if (record.Link is null)
            thread.Report(ImportReason.AddressMissing, null);
        else if (target.Addresses.Read(record.Link) is { Refusal: { } refusal })
            thread.Report(refusal, record.Link);
        else
            (thread.Address, thread.Identifier) = (
                target.Addresses.Read(record.Link).Address,
                StoryIdentifier.Of(record.Identifier)
            );
    }

    /// <summary>An identifier is the story's at the first address that the file gives it; at others it is as if absent.</summary>
    private void GiveIdentifiersOneAddress()
    {
        var homes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var thread in Threads.Where(thread => thread is { Address: not null, Identifier: not null }))
        {
            if (homes.TryAdd(thread.Identifier!, thread.Address!.Key) || homes[thread.Identifier!] == thread.Address.Key)
                continue;
            thread.Note(ImportReason.IdentifierElsewhere, thread.Identifier);
            thread.Identifier = null;
        }
    }

    private void GroupByAddress()
    {
        foreach (var atOneAddress in Threads.Where(thread => thread.Address is not null).GroupBy(thread => thread.Address!.Key))
        {
            var identifiers = atOneAddress.Select(thread => thread.Identifier).OfType<string>().Distinct().ToArray();
            if (identifiers.Length <= 1)
            {
                AddStory(identifiers.FirstOrDefault(), [.. atOneAddress]).ClaimsAddress = true;
                continue;
            }

            contested.Add(atOneAddress.Key);
            foreach (var oneStory in atOneAddress.GroupBy(thread => thread.Identifier))
                AddStory(oneStory.Key, [.. oneStory]);
            // An address goes to its last claimant, but never away from a story that has nothing else to be found by.
            var atIt = stories.Where(story => story.AddressKey == atOneAddress.Key).ToArray();
            (atIt.FirstOrDefault(story => story.Identifier is null) ?? atIt[^1]).ClaimsAddress = true;
        }
    }

    private PlannedStory AddStory(string? identifier, IReadOnlyList<PlannedThread> threads)
    {
        var story = new PlannedStory(identifier, threads);
        stories.Add(story);
        foreach (var thread in threads)
            thread.Story = story;
        return story;
    }

    private async Task MatchAsync(string system, IImportTarget target, CancellationToken cancel)
    {
        Guid IdOf(PlannedThread thread) => ImportedId.Story(target.Site, system, thread.Thread.ForeignId!);

        var here = new StoriesHere();
        await here.AskAsync(target, stories, IdOf, cancel);
        foreach (var story in stories)
        {
            var found = here.Find(story, IdOf, contested.Contains(story.AddressKey));
            story.IsHere = found is not null;
            story.Id = found ?? IdOf(story.Threads[0]);
            if (here.HasAddress(story.AddressKey))
                story.ClaimsAddress = false;
            Settle(story, addressIsItsOwn: here.IdAt(story.AddressKey) == story.Id);
        }
    }

    private static void Settle(PlannedStory story, bool addressIsItsOwn)
    {
        foreach (var thread in story.Threads)
            thread.Outcome = story.IsHere ? ThreadOutcome.Present : ThreadOutcome.Merged;
        if (story.IsHere)
            return;

        story.Threads[0].Outcome = ThreadOutcome.Made;
        if (!story.ClaimsAddress && !addressIsItsOwn)
            story.Threads[0].Note(ImportReason.AddressTaken, story.Threads[0].Thread.Link);
    }
}
