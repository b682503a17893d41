using System.Collections.Concurrent;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>
/// Every text through every door: it is taken and read again as it was, or refused with a reason. Here the first 40 of the mixed
/// list go through each door (20 on PostgreSQL), and the others through the one for comments; <c>drills/doors</c> sends all through all.
/// </summary>
public sealed class TextTests
{
    private const int Houses = 4;

    [Fact]
    public async Task Every_writing_endpoint_is_a_door_or_takes_no_text()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);

        var mapped = server
            .Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                    .Where(method => method is not ("GET" or "HEAD"))
                    .Select(method => $"{method} {endpoint.RoutePattern.RawText}")
            );
        var known = Door.All.Select(door => door.Endpoint).Concat(Door.WithoutText).Distinct();

        Assert.Equal(mapped.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_taken_is_read_again_as_it_was_and_what_is_not_is_refused_with_a_reason(string engine)
    {
        var texts = Texts.All();
        var throughAll =
            Sample.IsWhole ? texts.Count
            : engine == EveryDatabase.Sqlite ? 40
            : 20;
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        ConcurrentQueue<string> faults = [];
        ConcurrentDictionary<Door, int> taken = [];
        var next = -1;

        await Task.WhenAll(Enumerable.Range(0, Houses).Select(SendAsync));

        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n" + string.Join('\n', faults));
        // A door that refuses everything would keep every promise.
        Assert.Equal(Closed(), Door.All.Where(door => !taken.ContainsKey(door)));

        async Task SendAsync(int number)
        {
            using var house = await House.OpenAsync(server, number);
            while (Interlocked.Increment(ref next) is var at && at < texts.Count)
            {
                foreach (var door in Door.All.Take(at < throughAll ? Door.All.Count : 1))
                {
                    var fault = await FaultAsync(house, door, texts[at]);
                    if (fault is not null)
                        faults.Enqueue($"{door} {Shown(texts[at])}: {fault}");
                }
            }
        }

        async Task<string?> FaultAsync(House house, Door door, string text)
        {
            Passage passage;
            try
            {
                passage = await door.PassAsync(house, text);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                return error.ToString();
            }

            if ((int)passage.Answer.Status < 400)
                taken[door] = 1;
            return FaultOf(door, text, passage);
        }
    }

    // They take codes and the like: a text that anybody types is none.
    private static IEnumerable<Door> Closed() =>
        Door.All.Where(door =>
            door.Field
                is "code"
                    or "code, password"
                    or "site"
                    or "role"
                    or "do"
                    or "email, password"
                    or "password, new-password"
                    or "token"
                    or "order"
                    or "hosts"
                    or "address of a service"
                    or "address of a page"
                    or "words to take out"
                    or "url, identifier"
                    or "sentence of a stop"
                    or "words of a settlement"
        );

    private static string? FaultOf(Door door, string text, Passage passage)
    {
        var answer = passage.Answer;
        if ((int)answer.Status >= 500)
            return $"fails: {answer.Status} {answer.Text}";
        if ((int)answer.Status >= 400)
            return RefusalFault(door, text, answer);
        if (!door.IsSource)
            return passage
                .Reads.Select(read =>
                    read is not null && Texts.Seen(read) == Texts.Seen(text) ? null : $"is read as {Shown(read)}"
                )
                .FirstOrDefault(fault => fault is not null);
        var expected = Texts.Expected(text);
        var may = door.IsOptional && Parley.Markup.Unseen.IsNothingToSee(expected) ? null : expected;
        return passage.Reads.Where(read => read != may).Select(read => $"is read as {Shown(read)}").FirstOrDefault();
    }

    private static string? RefusalFault(Door door, string text, TestAnswer answer)
    {
        if (door.Endpoint.Contains(" /api/", StringComparison.Ordinal))
            return answer.Headers["content-type"] == "application/problem+json" && answer.Code is { Length: > 0 }
                ? null
                : $"is refused without a code: {answer.Text}";
        // Whatever happens, words are given back.
        if (!answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            return $"is refused without a page: {answer.Text}";
        var isWords = door.Field is "body" or "words" or "reason" or "suspect" or "text";
        if (!isWords || !Texts.FitsIntoHtml(text) || text.Length == 0)
            return null;
        var page = new HtmlParser().ParseDocument(answer.Text);
        return page.QuerySelectorAll("textarea")
            .Any(box => box.TextContent == text.Replace("\r\n", "\n", StringComparison.Ordinal))
            ? null
            : $"is not given back: {answer.Status} {answer.Text}";
    }

    private static string Shown(string? text) =>
        text is null
            ? "nothing"
            : string.Concat(text.Take(60).Select(c => c is > ' ' and < '\x7F' ? $"{c}" : $"\\u{(int)c:x4}"))
                + $" ({text.Length})";
}
