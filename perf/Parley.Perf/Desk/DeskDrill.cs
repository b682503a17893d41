using Parley.Comments;
using Parley.Moderation;
using Parley.Perf.Flood;
using Parley.Perf.Report;
using Parley.Reports;
using Parley.Stories;

namespace Parley.Perf.Desk;

/// <summary>
/// Two thousand hostile comments in six hours under one report, on a site as it comes with the list of words to begin with, and three
/// moderators who take what the queue shows first. What no check holds is read, and reported after a while. Each decision takes a
/// moderator half a minute, the pace of a full shift (New York Times, 2017: 110 to 140 an hour), and a quarter of one once more.
/// </summary>
internal sealed class DeskDrill(DrillSite newsroom, TimeSpan decision)
{
    private const int Comments = 2_000;
    private const int Moderators = 3;
    private const int Rule = 1;

    private static readonly TimeSpan Lasting = TimeSpan.FromHours(6);

    // What nobody has left to decide is looked for again so soon.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Random luck = new(7);
    private readonly PriorityQueue<Func<Task>, TimeSpan> agenda = new();
    private readonly Dictionary<Guid, TimeSpan> since = [];
    private readonly HashSet<Guid> inHands = [];
    private readonly List<TimeSpan> waits = [];
    private readonly Dictionary<string, int> became = [];
    private TimeSpan now;

    /// <returns>0: a drill of figures alone.</returns>
    public static async Task<int> RunAsync(string folder)
    {
        foreach (var seconds in (int[])[30, 15])
        {
            await using var newsroom = await DrillSite.OpenAsync($"sqlite:{folder}/desk-{seconds}.db", Moderators);
            await new DeskDrill(newsroom, TimeSpan.FromSeconds(seconds)).RunAsync();
        }

        return 0;
    }

    private async Task RunAsync()
    {
        for (var number = 0; number < Comments; number++)
        {
            var which = number;
            agenda.Enqueue(() => PostAsync(which), Lasting * luck.NextDouble());
        }

        for (var moderator = 0; moderator < Moderators; moderator++)
        {
            var which = moderator;
            agenda.Enqueue(() => TakeAsync(which), decision * (which / (double)Moderators));
        }

        var posted = 0;
        while (agenda.TryDequeue(out var act, out var at))
        {
            newsroom.Clock.Turn(at - now);
            now = at;
            await act();
            posted = became.Values.Sum();
            // The shift ends when all has been said and decided.
            if (posted == Comments && since.Count == 0)
                break;
        }

        waits.Sort();
        var promises = new Promises(
            $"Desk: {Comments:N0} hostile comments in six hours, three moderators, {decision.TotalSeconds:0} s a decision"
        );
        foreach (var (state, times) in became.OrderByDescending(one => one.Value))
            promises.Say($"at once {state}", $"{times:N0}");
        promises.Say("decided by people", $"{waits.Count:N0}");
        promises.Say(
            "needed no person: published by the checks, and reported by nobody",
            $"{100.0 * (Comments - waits.Count) / Comments:0} %"
        );
        promises.Say("wait for a decision, median", $"{waits[waits.Count / 2].TotalMinutes:0.0} min");
        promises.Say("wait for a decision, longest", $"{waits[^1].TotalMinutes:0.0} min");
        promises.Say("all decided after", $"{now.TotalHours:0.0} h");
        Console.WriteLine(promises);
    }

    private async Task PostAsync(int number)
    {
        // Half come from people who were here before.
        var writer = newsroom.Readers[number % 2 == 0 ? 200 + (number % 300) : newsroom.Readers.Count - 1 - (number % 90)];
        var request = new PostComment.Request(Guid.CreateVersion7(), Prose.Hostile(number), null);
        var posted = await newsroom.Get<PostComment>().HandleAsync(newsroom.Site, newsroom.Thread, writer, request, default);
        var state = posted.Value?.Comment.State.ToString().ToLowerInvariant() ?? "refused: " + posted.Problem!.Code;
        became[state] = became.GetValueOrDefault(state) + 1;
        if (posted.Value is not { } done)
            return;
        if (done.Comment.State == CommentState.Held)
            since[done.Comment.Id] = now;
        // Three in four of the hostile ones that are public are reported, the first within minutes, by up to three.
        else if (luck.Next(4) > 0)
            for (var reporter = luck.Next(3); reporter >= 0; reporter--)
                agenda.Enqueue(() => ReportAsync(done.Comment.Id), now + TimeSpan.FromMinutes(2 + (luck.NextDouble() * 18)));
    }

    private async Task ReportAsync(Guid comment)
    {
        var reason = ReportComment.Reasons[luck.Next(2)];
        var reader = newsroom.Readers[500 + luck.Next(300)];
        var done = await newsroom.Get<ReportComment>().HandleAsync(newsroom.Site.Id, comment, reader, reason, null, default);
        if (done.IsSuccess && !inHands.Contains(comment))
            since.TryAdd(comment, now);
    }

    private async Task TakeAsync(int moderator)
    {
        var slice = await newsroom.Get<QueueStore>().ListAsync(newsroom.Site, QueueQuery.Waiting, null, 10, default);
        if (
            slice.Items.Select(item => item.Read.Comment.Id).FirstOrDefault(id => !inHands.Contains(id)) is var next
            && next == default
        )
        {
            agenda.Enqueue(() => TakeAsync(moderator), now + Pause);
            return;
        }

        inHands.Add(next);
        // Some take longer than others.
        agenda.Enqueue(() => DecideAsync(moderator, next), now + (decision * (0.5 + luck.NextDouble())));
    }

    private async Task DecideAsync(int moderator, Guid comment)
    {
        var held = since.Remove(comment, out var from);
        var known = await newsroom.Get<CaseStore>().FindAsync(newsroom.Site, comment, StorySections.Whole, default);
        var kind = known!.Read.Comment.State == CommentState.Held ? DecisionKind.Reject : DecisionKind.Remove;
        var decided = await newsroom
            .Get<Decide>()
            .HandleAsync(newsroom.Site, comment, newsroom.Moderators[moderator], new(kind, Rule), default);
        if (!decided.IsSuccess)
            throw new InvalidOperationException(decided.Problem.Code);
        if (held)
            waits.Add(now - from);
        inHands.Remove(comment);
        await TakeAsync(moderator);
    }
}
