using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Perf.Trials;

/// <summary>The discussions and people that are measured, and how to reach them.</summary>
/// <param name="Threads">Those that are written to; each is empty at first.</param>
/// <param name="Page">The path of a thread with <see cref="CommentsOnPage"/> comments.</param>
/// <param name="Comments">Those comments.</param>
/// <param name="Cookies">A signed-in reader's each, as the <c>Cookie</c> header has it.</param>
internal sealed record Seed(
    int Port,
    string Site,
    IReadOnlyList<Guid> Threads,
    string Page,
    IReadOnlyList<Guid> Comments,
    IReadOnlyList<string> Cookies
)
{
    // Many more than clients: nobody writes a hundred comments within the hour, and what is known of a writer's last words
    // is asked at every post.
    private const int Readers = 1_000;
    private const int ThreadsWrittenTo = 200;
    private const int CommentsOnPage = 100;

    private static readonly string[] Words =
    [
        .. "harbour council minutes ferry tariff however nobody asked which evidence dredging promised again because summer".Split(
            ' '
        ),
        .. "neighbours figures quoted source unnamed official plainly different budget written doubt fishermen answer".Split(
            ' '
        ),
    ];

    // Two of them make a name that looks like no other.
    private static readonly string[] Names =
    [
        .. "Anna Boris Cem Dora Emil Fatma Greta Hugo Ivan Jana Karl Lena Marek Nora Otto Petra".Split(' '),
        .. "Quinn Rosa Samir Tilda Ugo Vera Wanda Xaver Yusuf Zora Abel Berta Clara David Edith Felix".Split(' '),
    ];

    /// <summary>Fills an empty database through the library's own stores and use cases.</summary>
    /// <param name="newcomers">How many of the readers, the last ones, came just now; the others a month ago.</param>
    public static async Task<Seed> SowAsync(IServiceProvider services, int port, CancellationToken cancel, int newcomers = 0)
    {
        var ids = services.GetRequiredService<Ids>();
        // Known from the start, or from the first comment on: the words that are posted carry a link, and shall not wait for a moderator.
        var settings = new SiteSettings { KnownAfter = newcomers == 0 ? 0 : 1 };
        var added = await services.GetRequiredService<SiteStore>().AddAsync("perf", "Perf", "en", "UTC", settings, [], cancel);
        var site = new Site(added.Value, "perf", "Perf", "en", "UTC", settings, []);
        var threads = Enumerable.Range(0, ThreadsWrittenTo + 1).Select(_ => ids.New()).ToList();
        List<Reader> readers = [];
        List<string> cookies = [];

        await services
            .GetRequiredService<Database>()
            .WriteAsync(
                async scope =>
                {
                    readers.Clear();
                    cookies.Clear();
                    foreach (var (number, thread) in threads.Index())
                        await OpenAsync(services, scope, site.Id, thread, number, cancel);
                    for (var number = 0; number < Readers; number++)
                    {
                        var (reader, cookie) = await SignUpAsync(services, scope, site.Id, number, cancel);
                        readers.Add(reader);
                        cookies.Add(cookie);
                    }

                    foreach (var old in readers[..^newcomers].Chunk(500))
                        await BackdateAsync(scope, site.Id, old, cancel);
                },
                cancel
            );

        List<Guid> comments = [];
        var post = services.GetRequiredService<PostComment>();
        for (var number = 0; number < CommentsOnPage; number++)
        {
            var request = new PostComment.Request(ids.New(), Sentences(number), null);
            var posted = await post.HandleAsync(site, threads[0], readers[number], request, cancel);
            comments.Add(posted.Value!.Comment.Id);
        }
        return new(port, site.Name, threads[1..], $"/perf/t/{threads[0]}", comments, cookies);
    }

    /// <summary>Lets the reader whose cookie is the first moderate.</summary>
    public static async Task MakeFirstAModeratorAsync(IServiceProvider services, CancellationToken cancel)
    {
        var (database, store) = (services.GetRequiredService<Database>(), services.GetRequiredService<ReaderStore>());
        var site = (await services.GetRequiredService<SiteStore>().ListAsync(cancel)).Single().Id;
        var first = await database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT id FROM reader WHERE site_id = @site AND name = @name",
                    [("@site", site), ("@name", $"{Names[0]} {Names[0]}")],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );
        var reader = (await store.FindAsync(site, first, cancel))!;
        await database.WriteAsync(scope => store.ChangeRoleAsync(scope, reader, ReaderRole.Moderator, cancel), cancel);
    }

    private static async Task OpenAsync(
        IServiceProvider services,
        DbScope scope,
        SiteId site,
        Guid id,
        int number,
        CancellationToken cancel
    )
    {
        var facts = new StoryFacts { Title = $"Story {number}", Url = $"https://paper.example/{number}" };
        await services.GetRequiredService<StoryStore>().AddAsync(scope, site, id, facts, cancel);
        await ThreadStore.AddAsync(scope, site, id, TimeProvider.System.GetUtcNow(), cancel);
    }

    private static Task BackdateAsync(DbScope scope, SiteId site, Reader[] readers, CancellationToken cancel)
    {
        var (names, parameters) = DbScope.In("r", readers.Select(reader => reader.Id).ToArray());
        return scope.ExecuteAsync(
            $"UPDATE reader SET created_at = @then WHERE site_id = @site AND id IN ({names})",
            [("@site", site), ("@then", TimeProvider.System.GetUtcNow().AddDays(-30)), .. parameters],
            cancel
        );
    }

    private static async Task<(Reader Reader, string Cookie)> SignUpAsync(
        IServiceProvider services,
        DbScope scope,
        SiteId site,
        int number,
        CancellationToken cancel
    )
    {
        var ids = services.GetRequiredService<Ids>();
        var account = new Account(ids.New(), EmailAddress.Kept($"reader{number}@paper.example"), null, false);
        await AccountStore.AddAsync(scope, account, TimeProvider.System.GetUtcNow(), cancel);
        var name = DisplayName
            .Choose($"{Names[number / Names.Length]} {Names[number % Names.Length]}", new DisplayNamesOfStaff([], []))
            .Value!;
        var reader = new Reader(site, ids.New(), account.Id, ReaderKind.Account, ReaderRole.Reader, name.Text, 0);
        await services.GetRequiredService<ReaderStore>().AddAsync(scope, reader, name, null, cancel);
        var begun = await services.GetRequiredService<SessionStore>().BeginAsync(scope, account, null, cancel);
        return (reader, $"parley={begun.Token}");
    }

    /// <summary>240 characters, no two comments alike: as varied as people's words, so that they compress as those do.</summary>
    private static string Sentences(int number)
    {
        var luck = new Random(number);
        var text = $"Comment {number}:";
        while (text.Length < 240)
            text += " " + Words[luck.Next(Words.Length)];
        return text[..240];
    }
}
