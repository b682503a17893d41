using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;
using Xunit;

namespace Parley.Browser.Pages;

/// <summary>What a reader's browser loads before the discussion can be read, in bytes on the wire.</summary>
public sealed class BudgetTests(Chromium chromium)
{
    [Fact]
    public async Task A_frame_with_a_hundred_comments_comes_in_less_than_thirty_kilobytes()
    {
        await using var talk = await Talk.StartAsync();
        var thread = await AddThreadAsync(talk, comments: 100);
        await using var reader = await chromium.VisitAsync();
        var loaded = new ConcurrentQueue<IRequest>();
        reader.Page.RequestFinished += (_, request) => loaded.Enqueue(request);

        await reader.Page.GotoAsync(
            $"{talk.Origin}/fenmoor/t/{thread}?frame=1",
            new() { WaitUntil = WaitUntilState.NetworkIdle }
        );

        Assert.Equal(100, await reader.Page.Locator("article.pl-comment").CountAsync());
        var sizes = new List<(string Path, int Bytes)>();
        foreach (var request in loaded.Where(one => one.ResourceType is "document" or "stylesheet" or "script"))
            sizes.Add((new Uri(request.Url).AbsolutePath, (await request.SizesAsync()).ResponseBodySize));
        Assert.Contains(sizes, one => one.Path.EndsWith("/parley.css", StringComparison.Ordinal));
        Assert.Contains(sizes, one => one.Path.EndsWith("/parley.js", StringComparison.Ordinal));
        var sum = sizes.Sum(one => one.Bytes);
        Assert.True(sum < 30_000, $"{sum} bytes:\n{string.Join('\n', sizes.OrderByDescending(one => one.Bytes))}");
    }

    [Fact]
    public void The_loader_in_a_newspapers_page_has_less_than_two_kilobytes()
    {
        Assert.InRange(Assets.Own.Find("embed.js")!.Gzip.Length, 500, 1_999);
    }

    private static async Task<Guid> AddThreadAsync(Talk talk, int comments)
    {
        var ids = talk.Get<Ids>();
        var site = (await talk.Get<Parley.Sites.SiteStore>().ListAsync(default)).Single(one => one.Name == "fenmoor").Id;
        var at = DateTimeOffset.UtcNow;
        var (story, author) = (ids.New(), ids.New());
        await talk.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    await talk.Get<StoryStore>()
                        .AddAsync(
                            scope,
                            site,
                            story,
                            new StoryFacts
                            {
                                Slug = "kesh",
                                Title = "The road to Kesh",
                                PublishedAt = at,
                            },
                            default
                        );
                    await ThreadStore.AddAsync(scope, site, story, at, default);
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO reader (site_id, id, kind, role, name, skeleton, published_count, created_at)
                        VALUES (@site, @id, @kind, @role, 'Tilda Marsh', 'tilda marsh', 0, @at)
                        """,
                        [
                            ("@site", site),
                            ("@id", author),
                            ("@kind", ReaderKind.Account),
                            ("@role", ReaderRole.Reader),
                            ("@at", at),
                        ],
                        default
                    );
                },
                default
            );
        for (var number = 0; number < comments; number++)
        {
            var words = Words(number);
            await talk.Get<ICommentAppender>()
                .AppendAsync(
                    new NewComment
                    {
                        Site = site,
                        Id = ids.New(),
                        ThreadId = story,
                        ParentId = null,
                        AuthorId = author,
                        State = CommentState.Published,
                        Source = words,
                        Html = CommentMarkup.Render(words).Value,
                        Renderer = SafeHtml.Version,
                        At = at.AddSeconds(number),
                    },
                    default
                );
        }

        return story;
    }

    /// <summary>240 characters that are as hard to pack as what people write: words of their own order in each comment.</summary>
    private static string Words(int seed)
    {
        var random = new Random(seed);
        var text = string.Create(CultureInfo.InvariantCulture, $"Number {seed}:");
        while (text.Length < 240)
            text += " " + Vocabulary[random.Next(Vocabulary.Length)];
        return text[..240].Trim();
    }

    // Of a real vocabulary: several hundred words, each as likely, pack worse than speech.
    private static readonly string[] Vocabulary = SampleWords();

    private static string[] SampleWords()
    {
        var sample = File.ReadAllText(Parley.Tests.Setup.RepositoryRoot.At("src/Parley.Server/Sample/sample.json"));
        return
        [
            .. sample
                .Split([' ', '\n', '"', '\\', '{', '}', '[', ']', ':', ','], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.All(char.IsAsciiLetter))
                .Distinct(),
        ];
    }
}
