using System.Net;
using System.Text.Json;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>
/// The addresses of <c>shared/data/security/url</c> where a page says its own: what is not the site's makes no story, and what is
/// finds its story again under the text that made it. Here every fourth address is asked for; <c>drills/doors</c> asks for all.
/// </summary>
public sealed class AddressTests
{
    private const int AtOnce = 4;

    // Of the corpus's hosts those on which most of its addresses lie are the site's own here.
    private const string Ours = "https://news.example";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_that_is_not_the_sites_has_no_story_however_its_address_is_written(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        string[] addresses = [.. Sample.Of(Foreign().Distinct())];

        var answers = await ForEachAsync(addresses, url => AskAsync(house, url));

        var faults = addresses
            .Zip(answers)
            .Where(one => one.Second.Codes.Any(code => code is not ("page-not-ours" or "address-invalid" or "page-unknown")));
        AssertNone(faults.Select(one => $"{one.First}: {string.Join(' ', one.Second.Codes)}"));
        Assert.All(addresses.Zip(answers), one => Assert.Equal((one.First, 0), (one.First, one.Second.Count)));
        // The one of the house itself.
        Assert.Equal([1], await server.ListAsync("SELECT count(*) FROM story", [], row => row.Int(0)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_story_is_found_again_by_the_text_that_made_it_through_every_door(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        string[] addresses = [.. Sample.Of(Own().Distinct())];

        var faults = await ForEachAsync(addresses, url => FindAgainAsync(house, url));

        AssertNone(faults.OfType<string>());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_identifier_finds_its_story_again_or_is_none(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        // Every text that may stand in a query; those that a page would never write are none.
        string[] identifiers =
        [
            .. Sample.Of(Texts.All()),
            .. Corpus.Items("security/url/toascii.json").Select(InputOf).OfType<string>().Distinct(),
        ];

        var faults = await ForEachAsync(
            identifiers,
            async identifier =>
            {
                var id = Guid.CreateVersion7();
                var posted = await house.Writer.PostAsync(
                    $"{House.Api}/comments",
                    new
                    {
                        id,
                        body = $"Words {Guid.NewGuid():N}",
                        identifier,
                    }
                );
                var found = await house.Visitor.GetAsync($"{House.Api}/threads?id={Uri.EscapeDataString(identifier)}");
                if (posted.Status != HttpStatusCode.Created)
                    return posted.Code == "page-unknown" && found.Code == "page-unknown"
                        ? null
                        : $"{identifier}: {posted.Text} {found.Text}";
                return (string?)found.Json["id"] == (string?)posted.Json["comment"]!["threadId"]
                    ? null
                    : $"{identifier}: {found.Text}";
            }
        );

        AssertNone(faults.OfType<string>());
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-percent-forms")]
    public async Task Letters_beyond_ASCII_are_one_page_however_they_were_encoded(string engine)
    {
        string[] news =
        [
            $"{Ours}/новости/1",
            $"{Ours}/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
            $"{Ours}/%d0%bd%d0%be%d0%b2%d0%be%d1%81%d1%82%d0%b8/1",
        ];
        string[] ann = [$"{Ours}/~ann", $"{Ours}/%7Eann", $"{Ours}/%7eann"];
        await AssertCountsAsync(
            engine,
            [.. news, .. ann, $"{Ours}/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1"],
            [3, 3, 3, 3, 3, 3, 1]
        );
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-encoded-slash")]
    public Task An_encoded_slash_is_another_page_and_a_stray_percent_sign_is_an_encoded_one(string engine) =>
        AssertCountsAsync(
            engine,
            [$"{Ours}/tags/a%2Fb", $"{Ours}/tags/a%2fb", $"{Ours}/tags/a/b", $"{Ours}/100%25-pure", $"{Ours}/100%-pure"],
            [2, 2, 1, 2, 2]
        );

    private static void AssertNone(IEnumerable<string> faults) =>
        Assert.True(!faults.Any(), $"{faults.Count()} faults:\n" + string.Join('\n', faults));

    private static async Task AssertCountsAsync(string engine, string[] urls, int[] expected)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);

        foreach (var url in urls)
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(house, url)).Status);
        var asJson = await house.Visitor.PostAsync("/api/v1/counts", new { urls });
        var asForm = await house.Visitor.SendFormAsync("/api/v1/counts", [.. urls.Select(url => ("url", url))]);

        foreach (var answer in new[] { asJson, asForm })
        {
            var counts = answer.Json["counts"]!.AsArray();
            Assert.Equal(urls, counts.Select(count => (string)count!["url"]!));
            Assert.Equal(expected, counts.Select(count => (int)count!["count"]!));
        }
    }

    // Whole addresses of other hosts, and hosts that look like the site's, or that nobody can have.
    private static IEnumerable<string> Foreign()
    {
        foreach (var item in UrlItems())
        {
            var input = item.GetProperty("input").GetString()!;
            // What a browser makes of it is not on our hosts.
            if (
                item.TryGetProperty("host", out var host)
                && host.GetString()!.EndsWith("news.example", StringComparison.Ordinal)
            )
                continue;
            yield return input;
            if (item.TryGetProperty("href", out var href))
                yield return href.GetString()!;
        }

        foreach (var file in new[] { "security/url/toascii.json", "security/url/idna-test-v2.json" })
        {
            foreach (var host in Corpus.Items(file).Select(InputOf).OfType<string>())
            {
                if (host.Length == 0 || host.IndexOfAny(['/', '\\', '?', '#']) == 0)
                    continue;
                yield return $"https://{host}/vote";
                yield return $"https://news.example.{host}/vote";
            }
        }
    }

    // The corpus's paths, queries and fragments on the site's own host, and its texts as a path.
    private static IEnumerable<string> Own()
    {
        foreach (var item in UrlItems())
        {
            var input = item.GetProperty("input").GetString()!;
            yield return $"{Ours}/{input}";
            yield return $"{Ours}/{Uri.EscapeDataString(input)}";
            yield return $"{Ours}/?{input}";
            if (item.TryGetProperty("pathname", out var path))
                yield return Ours
                    + "/"
                    + path.GetString()!.TrimStart('/')
                    + item.GetProperty("search").GetString()
                    + item.GetProperty("hash").GetString();
        }
    }

    private static IEnumerable<JsonElement> UrlItems() =>
        new[] { "security/url/urltestdata.json", "security/url/ada-extra.json" }
            .SelectMany(Corpus.Items)
            .Where(item => InputOf(item) is not null);

    // Some lines are notes, and half a pair is no text that HTTP carries.
    private static string? InputOf(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object ? item.GetProperty("input").GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The codes with which each door refuses it, and the count that the one without refusals gives.</summary>
    private static async Task<(string?[] Codes, int Count)> AskAsync(House house, string url)
    {
        var escaped = Uri.EscapeDataString(url);
        var posted = await PostAsync(house, url);
        var byForm = await house.Writer.SendFormAsync("/t/comments", ("url", url), ("body", $"Words {Guid.NewGuid():N}"));
        var found = await house.Visitor.GetAsync($"{House.Api}/threads?url={escaped}");
        var page = await house.Visitor.GetAsync($"/t?url={escaped}");
        var counted = await house.Visitor.PostAsync("/api/v1/counts", new { urls = new[] { url } });
        string?[] codes =
        [
            CodeOf(posted),
            CodeOf(found),
            .. ((TestAnswer[])[byForm, page])
                .Where(answer => (int)answer.Status is not (>= 400 and < 500))
                .Select(answer => $"{answer.Status}"),
        ];
        return (codes, (int)counted.Json["counts"]![0]!["count"]!);
    }

    private static string? CodeOf(TestAnswer answer) =>
        (int)answer.Status is >= 400 and < 500 ? answer.Code : $"{answer.Status}";

    private static async Task<string?> FindAgainAsync(House house, string url)
    {
        var posted = await PostAsync(house, url);
        var (codes, count) = posted.Status == HttpStatusCode.Created ? ([], 0) : await AskAsync(house, url);
        if (posted.Status != HttpStatusCode.Created)
            return codes.All(code => code == "address-invalid") && count == 0
                ? null
                : $"{url}: {string.Join(' ', codes)} {count}";

        var thread = (Guid)posted.Json["comment"]!["threadId"]!;
        var comment = (Guid)posted.Json["comment"]!["id"]!;
        var escaped = Uri.EscapeDataString(url);
        var found = await house.Visitor.GetAsync($"{House.Api}/threads?url={escaped}");
        var page = await house.Visitor.GetAsync($"/t?url={escaped}&v={posted.Json["version"]}");
        var counted = await house.Visitor.PostAsync("/api/v1/counts", new { urls = new[] { url } });
        var number = counted.Json["counts"]![0]!;
        // Where a reader is led is the site's own page.
        var leads = (string?)found.Json["storyUrl"] ?? "";
        return
            (Guid?)found.Json["id"] == thread
            && page.Status == HttpStatusCode.OK
            && ((string)number["url"]!, (int)number["count"]! > 0) == (url, true)
            && Uri.TryCreate(leads, UriKind.Absolute, out var story)
            && story.Host == "news.example"
            ? null
            : $"{url}: {found.Text} {page.Status} {counted.Text} {comment}";
    }

    private static Task<TestAnswer> PostAsync(House house, string url) =>
        house.Writer.PostAsync(
            $"{House.Api}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = $"Words {Guid.NewGuid():N} and {Guid.NewGuid():N}",
                url,
            }
        );

    private static async Task<T[]> ForEachAsync<T>(string[] items, Func<string, Task<T>> work)
    {
        var results = new T[items.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, items.Length),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (at, _) => results[at] = await work(items[at])
        );
        return results;
    }
}
