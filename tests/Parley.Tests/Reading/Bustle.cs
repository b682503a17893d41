using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Parley.Tests.Setup;

namespace Parley.Tests.Reading;

/// <summary>What goes on in a lively thread: 20 posts, 50 reactions and 2 removals a second, until it is disposed.</summary>
internal sealed class Bustle : IAsyncDisposable
{
    // One of each so many milliseconds.
    private const int Post = 50;
    private const int Reaction = 20;
    private const int Removal = 500;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, bool> removed = new();
    private readonly TestReader author;
    private readonly TestReader other;
    private readonly LongThread thread;
    private readonly Task going;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<int, int> done = new();

    /// <param name="author">Who wrote the thread, and now and then takes a comment down.</param>
    /// <param name="other">Who reacts to it, and writes in it.</param>
    public Bustle(TestReader author, TestReader other, LongThread thread)
    {
        (this.author, this.other, this.thread) = (author, other, thread);
        going = Task.WhenAll(EveryAsync(Post, PostAsync), EveryAsync(Reaction, ReactAsync), EveryAsync(Removal, RemoveAsync));
    }

    /// <summary>Comments of the thread that were taken down, or are about to be.</summary>
    public IReadOnlyDictionary<Guid, bool> Removed => removed;

    /// <summary>Waits until half as much went on as should have since the beginning: whoever walks gives way where the machine is slow.</summary>
    public async Task KeptUpAsync()
    {
        while (Array.Exists([Post, Reaction, Removal], IsBehind))
        {
            if (stopping.IsCancellationRequested)
            {
                await going;
                throw new InvalidOperationException("It has come to an end.");
            }

            await Task.Delay(5);
        }

        bool IsBehind(int milliseconds) => done.GetValueOrDefault(milliseconds) * 2 < watch.ElapsedMilliseconds / milliseconds;
    }

    private async Task EveryAsync(int milliseconds, Func<Random, int, Task> act)
    {
        var chance = new Random(milliseconds);
        for (var i = 1; !stopping.IsCancellationRequested; i++)
        {
            try
            {
                await act(chance, i);
            }
            catch
            {
                // Whoever waits for it to keep up is told.
                await stopping.CancelAsync();
                throw;
            }

            done[milliseconds] = i;
            var ahead = TimeSpan.FromMilliseconds((double)milliseconds * i) - watch.Elapsed;
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PostAsync(Random chance, int number)
    {
        // Half of them answer somebody, who may be gone by then.
        Guid? parent = number % 2 == 0 ? Any(chance) : null;
        var answer = await other.SayAsync(thread.Id, $"I have a remark, and it is my number {number}.", parent);
        Expect(answer, HttpStatusCode.Created, HttpStatusCode.Conflict);
    }

    private async Task ReactAsync(Random chance, int number)
    {
        var url = $"{TestServer.Api}/comments/{Any(chance)}/appreciation";
        Expect(
            number % 5 == 0 ? await other.DeleteAsync(url) : await other.PutAsync(url),
            HttpStatusCode.OK,
            HttpStatusCode.NotFound
        );
    }

    private async Task RemoveAsync(Random chance, int number)
    {
        var comment = Any(chance);
        removed[comment] = true;
        Expect(await author.DeleteAsync($"{TestServer.Api}/comments/{comment}"), HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    private Guid Any(Random chance) => thread.Comments[chance.Next(thread.Comments.Count)];

    private static void Expect(TestAnswer answer, params HttpStatusCode[] expected)
    {
        if (!expected.Contains(answer.Status))
            throw new InvalidOperationException($"{answer.Status}: {answer.Text}");
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await going;
        stopping.Dispose();
    }
}
