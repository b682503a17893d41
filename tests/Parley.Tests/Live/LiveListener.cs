using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Live;

/// <summary>
/// A browser that listens to a thread, as <c>EventSource</c> does: it keeps the last id, and says it when it comes back.
/// </summary>
internal sealed class LiveListener : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false });
    private readonly CancellationTokenSource gone = new();
    private readonly Lock gate = new();
    private readonly List<Heard> heard = [];
    private readonly Task reading;
    private string raw = "";

    private LiveListener(Uri address, string? cookie, long? after)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "text/event-stream");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (after is { } number)
            request.Headers.Add("Last-Event-ID", number.ToString(CultureInfo.InvariantCulture));
        reading = Task.Run(() => ReadAsync(request));
    }

    /// <param name="Name">Of the event: <c>message</c> where it has none of its own.</param>
    internal sealed record Heard(string Name, long? Id, JsonNode Data)
    {
        public string Kind => (string)Data["kind"]!;
        public Guid? Comment => (Guid?)Data["comment"];
    }

    public HttpStatusCode? Status { get; private set; }

    /// <summary>Whether the server has ended the stream and the end has come.</summary>
    public bool IsOver => reading.IsCompleted;

    /// <summary>All that came over the wire.</summary>
    public string Raw
    {
        get
        {
            lock (gate)
                return raw;
        }
    }

    public IReadOnlyList<Heard> All
    {
        get
        {
            lock (gate)
                return [.. heard];
        }
    }

    /// <summary>The changes, without the words of greeting.</summary>
    public IReadOnlyList<Heard> Changes => [.. All.Where(one => one.Name == "message")];

    /// <summary>The last id that it was given.</summary>
    public long? LastId => All.LastOrDefault(one => one.Id is not null)?.Id;

    /// <summary>
    /// Begins to listen. A server that has just begun should have caught up: what it hears of the beginning, such as that there is
    /// a site, ends streams.
    /// </summary>
    /// <param name="after">Where it was before; null for one who has just come.</param>
    /// <returns>Once the first word has come, or the answer is none.</returns>
    public static async Task<LiveListener> ToAsync(
        TestServer server,
        Guid thread,
        long? after = null,
        string? cookie = null,
        string site = TestServer.SiteName
    )
    {
        var listener = new LiveListener(new(server.Address, $"/api/v1/sites/{site}/threads/{thread}/live"), cookie, after);
        await Eventually.IsSoAsync(() => Task.FromResult(listener.All.Count > 0 || listener.IsOver));
        return listener;
    }

    /// <summary>Until a change with at least this number has come.</summary>
    public Task<TimeSpan> HearsAsync(long number) =>
        Eventually.IsSoAsync(() =>
        {
            var wasOver = IsOver;
            var hasHeard = Changes.Any(one => one.Id >= number);
            Assert.False(wasOver && !hasHeard, $"The stream was ended before {number} came:\n{Raw}");
            return Task.FromResult(hasHeard);
        });

    /// <summary>Until the server has ended the stream and the end has come.</summary>
    public Task<TimeSpan> EndsAsync() => Eventually.IsSoAsync(() => Task.FromResult(IsOver));

    /// <summary>Goes away. What was heard until then stands.</summary>
    public async Task LeaveAsync()
    {
        await gone.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        client.Dispose();
        gone.Dispose();
    }

    private async Task ReadAsync(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, gone.Token))
        {
            Status = answer.StatusCode;
            if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
                return;
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(gone.Token));
            var (name, id, data) = ("message", (long?)null, "");
            while (await lines.ReadLineAsync(gone.Token) is { } line)
            {
                lock (gate)
                    raw += line + "\n";
                switch (line.Split(": ", 2))
                {
                    case ["event", var value]:
                        name = value;
                        break;
                    case ["id", var value]:
                        id = long.Parse(value, CultureInfo.InvariantCulture);
                        break;
                    case ["data", var value]:
                        data = value;
                        break;
                    case [""] when data.Length > 0:
                        lock (gate)
                            heard.Add(new Heard(name, id, JsonNode.Parse(data)!));
                        (name, id, data) = ("message", null, "");
                        break;
                }
            }
        }
    }
}
