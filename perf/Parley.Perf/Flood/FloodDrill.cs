using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Perf.Load;
using Parley.Perf.Report;
using Parley.Perf.Trials;

namespace Parley.Perf.Flood;

/// <summary>
/// Fifty new accounts, each at an address of its own, put ten thousand comments into the story that five hundred people read and twenty
/// write in, with every check as it comes. Afterwards a moderator takes down what got through, writer by writer, and takes that back.
/// </summary>
internal sealed partial class FloodDrill(string engine, string database) : IAsyncDisposable
{
    private const int Posts = 10_000;
    private const int Accounts = 50;
    private const int Readers = 500;
    private const int Writers = 20;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(8);

    private readonly Promises promises = new($"Flood, {engine}");
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 1_000,
        }
    );
    private Child server = null!;
    private Seed seed = null!;
    private string thread = "";

    /// <returns>0 where everything held.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> databases)
    {
        var isBroken = false;
        foreach (var database in databases)
        {
            await using var drill = new FloodDrill(database.Split(':')[0], database);
            await drill.RunAsync();
            Console.WriteLine(drill.promises);
            isBroken |= drill.promises.AreBroken;
        }

        return isBroken ? 1 : 0;
    }

    private async Task RunAsync()
    {
        server = Child.StartSelf("guarded", database);
        seed = JsonSerializer.Deserialize<Seed>(await server.ReadLineAsync())!;
        client.BaseAddress = new Uri($"http://127.0.0.1:{seed.Port}");
        thread = seed.Page.Split('/')[^1];

        // What is compiled on the way belongs to neither half.
        await ReadAndWriteAsync(TimeSpan.FromSeconds(10), "warm");
        var (calm, _) = await ReadAndWriteAsync(Calm, "calm");
        var flooding = FloodAsync();
        var (rough, ordinary) = await ReadAndWriteAsync(Lasting, "rough");
        var flood = await flooding;

        var through = flood.GetValueOrDefault("published");
        foreach (var (became, times) in flood.OrderByDescending(one => one.Value))
            promises.Say($"of {Posts:N0} comments of the flood: {became}", $"{times:N0}");
        promises.Say(
            "share of the flood that was held or refused",
            $"{100.0 * (Posts - through) / Posts:0.00} %",
            "99 %",
            through <= Posts / 100
        );
        promises.Say(
            "ordinary comments meanwhile, published of sent",
            $"{ordinary.GetValueOrDefault("published")} of {ordinary.Values.Sum()}",
            "all",
            ordinary.Keys.All(became => became == "published")
        );
        promises.Say("readers' p99 before, ms", $"{calm:0.0}");
        promises.Say("readers' p99 meanwhile, ms", $"{rough:0.0}", "twice as much", rough < 2 * calm);
        await ClearAsync();
    }

    // As people read: each opens the page now and then, whoever else does.
    private async Task<(double P99, Dictionary<string, int> Became)> ReadAndWriteAsync(TimeSpan lasting, string when)
    {
        var (latency, became, end) = (new LatencyCount(), new Dictionary<string, int>(), Stopwatch.StartNew());
        var reading = Enumerable.Range(0, Readers).Select(reader => ReadAsync(reader));
        var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(writer));
        await Task.WhenAll(reading.Concat(writing));
        return (latency.Percentile(0.99), became);

        async Task ReadAsync(int reader)
        {
            await Task.Delay(BetweenReads * (reader / (double)Readers));
            while (end.Elapsed < lasting)
            {
                var began = Stopwatch.GetTimestamp();
                using (var request = new HttpRequestMessage(HttpMethod.Get, seed.Page))
                {
                    request.Headers.Add("X-Forwarded-For", $"10.1.{reader / 250}.{reader % 250}");
                    using var answer = await client.SendAsync(request);
                    await answer.Content.ReadAsByteArrayAsync();
                }

                var took = Stopwatch.GetElapsedTime(began);
                lock (latency)
                    latency.Add((long)took.TotalMicroseconds);
                await Task.Delay(BetweenReads > took ? BetweenReads - took : TimeSpan.Zero);
            }
        }

        async Task WriteAsync(int writer)
        {
            await Task.Delay(BetweenWords * (writer / (double)Writers));
            for (var number = 0; end.Elapsed < lasting; number++)
            {
                // Of those who wrote here before.
                var said = await PostAsync(1 + writer, $"10.2.{writer}.1", Prose.Ordinary($"{when} {writer} {number}"));
                lock (became)
                    became[said] = became.GetValueOrDefault(said) + 1;
                await Task.Delay(BetweenWords);
            }
        }
    }

    private async Task<Dictionary<string, int>> FloodAsync()
    {
        var (became, began) = (new Dictionary<string, int>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Accounts).Select(account => FloodAsync(account)));
        return became;

        async Task FloodAsync(int account)
        {
            for (var number = 0; number < Posts / Accounts; number++)
            {
                var due = Lasting * ((number + (account / (double)Accounts)) / (Posts / Accounts));
                if (due > began.Elapsed)
                    await Task.Delay(due - began.Elapsed);
                var said = await PostAsync(
                    seed.Cookies.Count - 1 - account,
                    $"10.{100 + account}.0.1",
                    Prose.OfFlood(account, number)
                );
                lock (became)
                    became[said] = became.GetValueOrDefault(said) + 1;
            }
        }
    }

    // A moderator takes down all that each of them wrote, and then takes back each of these decisions.
    private async Task ClearAsync()
    {
        var before = await CountAsync();
        var taken = 0;
        for (var account = 0; account < Accounts; account++)
        {
            var cookie = seed.Cookies[seed.Cookies.Count - 1 - account];
            var own = JsonNode.Parse(await GetAsync($"/api/v1/sites/{seed.Site}/threads/{thread}/mine", cookie))!;
            if (own["own"]!.AsArray() is not [var one, ..])
                continue;
            var page = await GetAsync($"/{seed.Site}/console/batch?c={(Guid)one!["id"]!}&of=day", seed.Cookies[0]);
            await SendAsync(
                WebUtility.HtmlDecode(BatchForm().Match(page).Groups[1].Value),
                new("comments", Field("comments").Match(page).Groups[1].Value),
                new("seen", Field("seen").Match(page).Groups[1].Value),
                new("do", "reject"),
                new("rule", "1")
            );
            taken++;
        }

        promises.Say(
            "comments in the discussion before, and when the flood's were taken down",
            $"{before}, {await CountAsync()}"
        );
        for (var undone = 0; undone < taken; undone++)
        {
            var page = await GetAsync($"/{seed.Site}/console", seed.Cookies[0]);
            await SendAsync(WebUtility.HtmlDecode(UndoForm().Match(page).Groups[1].Value));
        }

        var after = await CountAsync();
        promises.Say($"the same when {taken} decisions were taken back", $"{after}", $"{before}", after == before);
    }

    private async Task<string> CountAsync() =>
        $"{(int)JsonNode.Parse(await GetAsync($"/api/v1/sites/{seed.Site}/threads/{thread}", null))!["count"]!}";

    private async Task<string> PostAsync(int reader, string address, string words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/sites/{seed.Site}/threads/{thread}/comments")
        {
            Content = JsonContent.Create(new { id = Guid.CreateVersion7(), body = words }),
        };
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("Cookie", seed.Cookies[reader]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (string?)said["comment"]?["state"] ?? (string?)said["code"] ?? answer.StatusCode.ToString();
    }

    private async Task<string> GetAsync(string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task SendAsync(string path, params KeyValuePair<string, string>[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", seed.Cookies[0]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"{path}: {answer.StatusCode}");
    }

    private static Regex Field(string name) => new($"name=\"{name}\" value=\"([^\"]*)\"");

    [GeneratedRegex("action=\"([^\"]*/console/batch[^\"]*)\"")]
    private static partial Regex BatchForm();

    [GeneratedRegex("action=\"([^\"]*/undo[^\"]*)\"")]
    private static partial Regex UndoForm();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }
}
