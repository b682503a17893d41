using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Perf.Load;
using Parley.Perf.Report;
using Parley.Perf.Trials;

namespace Parley.Perf.Live;

/// <summary>
/// Thousands who listen to discussions on two nodes over one PostgreSQL, one of which is killed in between: each must hear every
/// change exactly once and in order, soon, and leave nothing behind. The same through nginx as it comes.
/// </summary>
internal sealed class LiveDrill(string folder, string database) : IAsyncDisposable
{
    private const int OnFirst = 2_000;
    private const int OnSecond = 500;
    private const int Threads = 3;
    private const int Posts = 120;
    private const int Rounds = 6;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient client = new();
    private readonly Promises promises = new("Live");
    private readonly Dictionary<(int Thread, long Number), long> sent = [];
    private Child first = null!;
    private Child second = null!;
    private Seed seed = null!;
    private int secondPort;
    private int posted;

    /// <returns>0 where everything held.</returns>
    public static async Task<int> RunAsync(string connection)
    {
        var folder = Directory.CreateTempSubdirectory("parley-live-");
        try
        {
            await using var drill = new LiveDrill(folder.FullName, $"postgres:{connection}");
            await drill.RunAsync();
            Console.WriteLine(drill.promises);
            return drill.promises.AreBroken ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        first = Child.StartSelf("parley", database);
        seed = JsonSerializer.Deserialize<Seed>(await first.ReadLineAsync())!;
        await StartSecondAsync();

        await MemoryAsync();
        await ListenAsync("direct", ear => ear < OnFirst ? seed.Port : secondPort);
        if (Environment.GetEnvironmentVariable("PARLEY_DRILL_NGINX") is { Length: > 0 } nginx)
        {
            await StartSecondAsync();
            var port = StartTrial.FreePort();
            await using var proxy = StartProxy(nginx, port);
            await AnswersAsync(port);
            await ListenAsync("through nginx", _ => port);
        }
        else
            Console.WriteLine("nginx is not here; on Debian or Ubuntu: sudo apt-get install nginx-light");
    }

    // Comes and goes six times: what a listener costs, and what is left of it.
    private async Task MemoryAsync()
    {
        await AskPagesAsync();
        var before = Memory.Of(first.Id);
        List<long> after = [];
        for (var round = 0; round < Rounds; round++)
        {
            var ears = await BeginAsync(OnFirst, _ => seed.Port);
            if (round == Rounds - 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
                var full = Memory.Of(first.Id);
                var each = (full.PrivateKilobytes - before.PrivateKilobytes) / (double)OnFirst;
                promises.Say(
                    "private memory for each of 2,000 listeners, the client's half of the sockets not counted, kB",
                    $"{each:0.0}",
                    "",
                    true
                );
            }

            await LeaveAsync(ears);
            await Task.Delay(TimeSpan.FromSeconds(8));
            after.Add(Memory.Of(first.Id).PrivateKilobytes);
        }

        promises.Say(
            "private memory before, and after 2,000 have left, six times, MB",
            $"{before.PrivateKilobytes / 1024}, {string.Join(", ", after.Select(kilobytes => kilobytes / 1024))}",
            "a flat line at last",
            after[^1] < after[^3] + 10_000
        );
    }

    private async Task ListenAsync(string how, Func<int, int> portOf)
    {
        var isSecondDead = false;
        var ears = await BeginAsync(
            OnFirst + OnSecond,
            ear => isSecondDead && portOf(ear) == secondPort ? seed.Port : portOf(ear)
        );
        for (var i = 0; i < Posts; i++)
        {
            if (i == Posts / 2)
            {
                await second.DisposeAsync();
                isSecondDead = true;
            }

            // The second node too, as long as it lives.
            await PostAsync(isSecondDead || i % 2 == 0 ? seed.Port : secondPort);
            await Task.Delay(Between);
        }

        var ends = Enumerable
            .Range(0, Threads)
            .Select(thread => sent.Keys.Where(key => key.Thread == thread).Max(key => key.Number))
            .ToArray();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && ears.Any(ear => ear.Last < ends[ear.Thread]))
            await Task.Delay(50);
        await LeaveAsync(ears);
        Judge(how, ears, ends);
    }

    private void Judge(string how, IReadOnlyList<Ear> ears, long[] ends)
    {
        var exact = ears.Count(ear =>
            ear.Began >= 0
            && ear.Heard.Select(one => one.Number)
                .SequenceEqual(
                    Enumerable.Range((int)ear.Began + 1, (int)(ends[ear.Thread] - ear.Began)).Select(number => (long)number)
                )
        );
        var latency = new LatencyCount();
        long longest = 0;
        foreach (var ear in ears)
        {
            foreach (var (number, at) in ear.Heard)
            {
                if (!sent.TryGetValue((ear.Thread, number), out var began) || !ear.WasConnected(began, at))
                    continue;
                var microseconds = (long)Stopwatch.GetElapsedTime(began, at).TotalMicroseconds;
                latency.Add(microseconds);
                longest = Math.Max(longest, microseconds);
            }
        }

        var p99 = latency.Percentile(0.99);
        promises.Say(
            $"{how}: listeners with every change once and in order",
            $"{exact} of {ears.Count}",
            "all",
            exact == ears.Count
        );
        promises.Say($"{how}: changes heard", $"{ears.Sum(ear => ear.Heard.Count)}");
        promises.Say($"{how}: connections that broke", $"{ears.Sum(ear => ear.Breaks)}");
        promises.Say(
            $"{how}: from sending a post to hearing of it, ms, median / p99 / longest",
            $"{latency.Percentile(0.5):0} / {p99:0} / {longest / 1000}",
            "p99 under 1000",
            p99 < 1000
        );
    }

    private async Task<List<Ear>> BeginAsync(int count, Func<int, int> portOf)
    {
        var ears = new List<Ear>();
        for (var i = 0; i < count; i++)
        {
            var number = i;
            var thread = i % Threads;
            var path = $"/api/v1/sites/{seed.Site}/threads/{seed.Threads[thread]}/live";
            var ear = new Ear(path, thread, new IPAddress([127, 0, (byte)(1 + i / 250), (byte)(1 + i % 250)]));
            ear.Begin(() => portOf(number));
            ears.Add(ear);
            // As readers come: not all in one moment.
            if (i % 50 == 49)
                await Task.Delay(20);
        }

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !ears.TrueForAll(ear => ear.IsListening))
            await Task.Delay(50);
        if (!ears.TrueForAll(ear => ear.IsListening))
            promises.Say("listeners who were let in", $"{ears.Count(ear => ear.IsListening)} of {count}", "all", false);
        return ears;
    }

    private static Task LeaveAsync(IEnumerable<Ear> ears) => Task.WhenAll(ears.Select(ear => ear.LeaveAsync()));

    private async Task PostAsync(int port)
    {
        var thread = posted % Threads;
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"http://127.0.0.1:{port}/api/v1/sites/{seed.Site}/threads/{seed.Threads[thread]}/comments"
        )
        {
            Content = JsonContent.Create(new { id = Guid.CreateVersion7(), body = $"Word {posted} of the ferry." }),
        };
        request.Headers.Add("Cookie", seed.Cookies[posted++ % seed.Cookies.Count]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        sent[(thread, (long)body["version"]!)] = began;
    }

    // Warm, so that what a page once took is not counted as a listener's.
    private async Task AskPagesAsync()
    {
        for (var i = 0; i < 200; i++)
            await client.GetStringAsync($"http://127.0.0.1:{seed.Port}{seed.Page}");
    }

    // The proxy passes on what is asked for without a stream, where nothing else would come through.
    private async Task AnswersAsync(int port)
    {
        var address = $"http://127.0.0.1:{port}/api/v1/sites/{seed.Site}/threads/{seed.Threads[0]}/live?after=0";
        var watch = Stopwatch.StartNew();
        var answer = "";
        while (answer.Length == 0)
        {
            try
            {
                answer = await client.GetStringAsync(address);
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience)
            {
                // Not listening yet.
                await Task.Delay(50);
            }
        }

        promises.Say(
            "through nginx: asking without a stream",
            $"{JsonNode.Parse(answer)!["changes"]!.AsArray().Count} changes",
            "an answer",
            true
        );
    }

    private async Task StartSecondAsync()
    {
        second = Child.StartSelf("node", database);
        secondPort = int.Parse(await second.ReadLineAsync(), null);
    }

    // As the package comes, but for how many may come at once: proxy_buffering is on.
    private Child StartProxy(string nginx, int port)
    {
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(
            file,
            $$"""
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log;
            worker_rlimit_nofile 16384;
            events { worker_connections 16384; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              upstream parley { server 127.0.0.1:{{seed.Port}}; server 127.0.0.1:{{secondPort}}; }
              server {
                listen 127.0.0.1:{{port}} backlog=4096;
                location / {
                  proxy_pass http://parley;
                  proxy_http_version 1.1;
                  proxy_buffering on;
                  proxy_set_header Connection "";
                  proxy_set_header Host $host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                }
              }
            }
            """
        );
        return Child.Start(nginx, "-p", folder, "-c", file).Ignore();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (second is not null)
            await second.DisposeAsync();
        if (first is not null)
            await first.DisposeAsync();
    }
}
