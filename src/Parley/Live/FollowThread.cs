using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Parley.Http;
using Parley.Readers;

namespace Parley.Live;

/// <summary>Sends one listener what changes in a thread, as it changes, until either goes away.</summary>
internal sealed class FollowThread(
    LiveReader reader,
    LiveHub hub,
    Listeners listeners,
    ClientFacts clients,
    IHostApplicationLifetime program
)
{
    // A listener that is so many chunks behind does not read what it is sent. It may come again and say where it was.
    private const int MostBehind = 500;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(30);

    // Streams are spread anew over the nodes now and then.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="after">The number up to which the listener has everything; null for one who begins now.</param>
    /// <returns>Why there is no stream; null once there was one and it has ended.</returns>
    public async Task<Problem?> HandleAsync(Visit visit, Guid id, long? after)
    {
        var site = visit.Site.Id;
        using var listener = listeners.Enter(clients.AddressOf(visit.Http).Network, PeopleOf(visit));
        if (listener is null)
            return Problems.TooManyListeners;
        var thread = hub.Join(site, id);
        try
        {
            // Where the stream begins is known before its thread is read: what comes in between is in both, and sent once.
            var from = thread.Tail;
            if (
                await hub.BeginAsync(thread, () => reader.ReadAsync(site, id, after ?? long.MaxValue, visit.Cancel))
                is not { } news
            )
                return Problems.ThreadNotFound;
            // A program that stops would otherwise wait for its streams.
            using var end = CancellationTokenSource.CreateLinkedTokenSource([
                visit.Cancel,
                program.ApplicationStopping,
                thread.End.Token,
                listener.End.Token,
            ]);
            end.CancelAfter(LongestFor(visit));
            await SendAsync(visit.Http, from, news, isNew: after is null, thread, end.Token);
        }
        catch (OperationCanceledException)
        {
            // One of those that may end it has done so; the answer is simply over.
        }
        catch (TimeoutException)
        {
            // Whoever does not read keeps all that is sent after it in memory.
            visit.Http.Abort();
        }
        finally
        {
            hub.Leave(thread);
        }

        return null;
    }

    private static async Task SendAsync(
        HttpContext http,
        LiveChunk at,
        LiveNews news,
        bool isNew,
        LiveThread thread,
        CancellationToken end
    )
    {
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store, no-transform";
        // What nginx would otherwise keep until it has a page full.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var body = response.BodyWriter;
        await body.WriteAsync(Beginning(news, isNew), end);

        var told = news.Version;
        while (true)
        {
            at = await at.Next.WaitAsync(end);
            if (thread.Tail.Place - at.Place > MostBehind)
                return;
            if (at.After(told) is { IsEmpty: false } bytes)
            {
                var written = body.WriteAsync(bytes, end);
                if (!written.IsCompletedSuccessfully)
                    await written.AsTask().WaitAsync(LongestWrite, end);
                else if (written.Result.IsCompleted)
                    return;
            }

            told = Math.Max(told, at.UpTo);
        }
    }

    // A first word at once: by it a browser knows that nothing between us holds the stream back.
    private static byte[] Beginning(LiveNews news, bool isNew)
    {
        using var text = new MemoryStream();
        Write(text, $"retry: {RandomNumberGenerator.GetInt32(2_000, 6_000)}\n");
        if (isNew || news.IsReset)
            Write(text, $"id: {news.Version}\n");
        Write(text, news.IsReset && !isNew ? "event: reset\ndata: " : "event: hello\ndata: ");
        JsonSerializer.Serialize(text, news with { Changes = [], IsReset = false }, LiveJson.Ours.LiveNews);
        Write(text, "\n\n");
        foreach (var change in news.Changes)
            LiveChunk.Write(text, change);
        return text.ToArray();
    }

    private static void Write(MemoryStream text, string line) => text.Write(Encoding.ASCII.GetBytes(line));

    private static Guid[] PeopleOf(Visit visit) =>
        [
            .. visit.Reader is { } someone ? [someone.Id] : Array.Empty<Guid>(),
            .. visit.Session is { } session ? [session.OwnerId] : Array.Empty<Guid>(),
        ];

    // Not all at once after a node has started; and never longer than the sign-in.
    private static TimeSpan LongestFor(Visit visit)
    {
        var longest = Longest - TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(600));
        var signedIn = (visit.Session?.ExpiresAt - visit.Now) ?? longest;
        return signedIn < longest ? signedIn : longest;
    }
}
