using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Events;

namespace Parley.Live;

/// <summary>
/// Follows the events once for all listeners of this node. An event is only a hint that a thread has news; what they are is read
/// by the thread's own numbers, so nothing is lost, doubled or out of order, on whichever node it was written.
/// </summary>
internal sealed partial class LiveHub(LiveReader reader, Listeners listeners, ILogger<LiveHub> logger)
    : BackgroundService,
        IMemoryFollower
{
    // In a flood of posts what comes within this time goes out together.
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(100);

    // Proxies end what is silent for a minute, some for half of one.
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<(SiteId, Guid), LiveThread> threads = [];
    private readonly Channel<LiveThread> awaited = Channel.CreateUnbounded<LiveThread>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    /// <summary>How many threads are listened to.</summary>
    public int Threads
    {
        get
        {
            lock (gate)
                return threads.Count;
        }
    }

    /// <summary>Begins to follow a thread, or goes on; each call is answered by one of <see cref="Leave"/>.</summary>
    public LiveThread Join(SiteId site, Guid id)
    {
        lock (gate)
        {
            if (!threads.TryGetValue((site, id), out var thread))
                threads[(site, id)] = thread = new LiveThread(site, id);
            thread.Listeners++;
            return thread;
        }
    }

    /// <summary>
    /// Reads what a new listener is told first, and says where their thread stands; what was heard of it meanwhile is looked for again.
    /// </summary>
    /// <param name="read">Reads the thread as it stands now; null where there is none.</param>
    public async Task<LiveNews?> BeginAsync(LiveThread thread, Func<Task<LiveNews?>> read)
    {
        if (await read() is not { } news)
            return null;
        if (thread.Begin(news.Version))
            Await(thread);
        // Another has begun it meanwhile, further on. What lies between is in no chunk, but whoever reads once more has it.
        return news.Version < thread.BeganAt ? await read() : news;
    }

    public void Leave(LiveThread thread)
    {
        lock (gate)
        {
            if (--thread.Listeners > 0)
                return;
            if (threads.TryGetValue((thread.Site, thread.Id), out var kept) && ReferenceEquals(kept, thread))
                threads.Remove((thread.Site, thread.Id));
        }

        thread.Dispose();
    }

    public void Apply(Event happened)
    {
        switch (happened.Kind)
        {
            // Whoever is stopped, renamed, given or denied a role begins anew, and is asked at the door who they are now.
            case EventKind.ReaderChanged or EventKind.SessionEnded when happened.SubjectId is { } person:
                listeners.End(person);
                break;
            // Its discussions may be open to others than before; of all who signed in by its token some may not be signed in any more.
            case EventKind.SiteChanged or EventKind.TokenKeysChanged:
                EndAll(happened.Site);
                break;
            default:
                if (happened is { ThreadId: { } id, Number: not null } && Find(happened.Site, id) is { } thread)
                    Await(thread);
                break;
        }
    }

    /// <summary>A sign of life to everyone.</summary>
    internal void Beat()
    {
        LiveThread[] all;
        lock (gate)
            all = [.. threads.Values];
        foreach (var thread in all)
            thread.AddBeat();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(TellAsync(stoppingToken), BeatAsync(stoppingToken));

    private async Task TellAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var thread in awaited.Reader.ReadAllAsync(stop))
            {
                if (BetweenReads - Stopwatch.GetElapsedTime(thread.ReadAt) is { Ticks: > 0 } rest && thread.ReadAt > 0)
                    _ = AwaitLaterAsync(thread, rest, stop);
                else
                    await TellAsync(thread, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    private async Task TellAsync(LiveThread thread, CancellationToken stop)
    {
        thread.StopAwaiting();
        thread.ReadAt = Stopwatch.GetTimestamp();
        if (thread.Told < 0)
            return;
        try
        {
            var news = await reader.ReadAsync(thread.Site, thread.Id, thread.Told, stop);
            if (news is null or { IsReset: true })
                await EndAsync(thread);
            else
                thread.Add(news);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // What was told has not moved, so nothing is lost: say it and look again.
            Failed(logger, error);
            if (thread.Await())
                _ = AwaitLaterAsync(thread, TimeSpan.FromSeconds(1), stop);
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(BetweenBeats, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Beat();
        }
    }

    private LiveThread? Find(SiteId site, Guid id)
    {
        lock (gate)
            return threads.GetValueOrDefault((site, id));
    }

    private void Await(LiveThread thread)
    {
        if (thread.Await())
            awaited.Writer.TryWrite(thread);
    }

    private async Task AwaitLaterAsync(LiveThread thread, TimeSpan pause, CancellationToken stop)
    {
        await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        awaited.Writer.TryWrite(thread);
    }

    private void EndAll(SiteId site)
    {
        LiveThread[] concerned;
        lock (gate)
            concerned = [.. threads.Values.Where(thread => thread.Site == site)];
        foreach (var thread in concerned)
            _ = EndAsync(thread);
    }

    // Whoever comes from now on begins another.
    private Task EndAsync(LiveThread thread)
    {
        lock (gate)
        {
            if (thread.Listeners == 0)
                return Task.CompletedTask;
            threads.Remove((thread.Site, thread.Id));
        }

        return thread.End.NowAsync();
    }

    [LoggerMessage(1, LogLevel.Error, "The news of a thread could not be read; looking again in a second")]
    private static partial void Failed(ILogger logger, Exception error);
}
