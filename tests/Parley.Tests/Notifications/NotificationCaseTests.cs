using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Comments;
using Parley.Screening;
using Parley.Sites;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Notifications.NotificationTests;

namespace Parley.Tests.Notifications;

/// <summary>Letters about replies: the cases of the life of other systems, by their names, and the way to stop them.</summary>
public sealed class NotificationCaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task no_mail_before_publication(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var cyd = await server.ReaderAsync("Cyd Alt");
        var thread = await server.OpenThreadAsync();
        var top = await ann.PublishAsync(thread, "The dam held.");
        await server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        await Eventually.IsSoAsync(async () =>
            (string?)(await bo.SayAsync(thread, "A quokkalantern.")).Json["comment"]?["state"] == "held"
        );
        var held = (Guid)(await bo.SayAsync(thread, "The quokkalantern waits.", top)).Json["comment"]!["id"]!;
        var spam = (Guid)(await bo.SayAsync(thread, "Buy a quokkalantern.", top)).Json["comment"]!["id"]!;
        await server.DecideAsync(spam, CommentState.Rejected);
        await ann.PublishAsync(thread, "My own words.", top);
        var mended = await bo.PublishAsync(thread, "Before the digest.", top);
        var gone = await cyd.PublishAsync(thread, "A marmaladezeppelin.", top);
        await ToldAsync(server, ann, 2);
        await bo.PatchAsync($"{TestServer.Api}/comments/{mended}", new { body = "As it is *now*, see http://evil.example/x." });
        await server.DecideAsync(gone, CommentState.Removed);

        server.Clock.Turn(TimeSpan.FromMinutes(6));
        var letter = Assert.Single(await office.LettersAsync(1));
        Assert.Contains("Bo Lind: As it is now, see …", letter.TextBody, StringComparison.Ordinal);
        foreach (var mark in (string[])["Before the digest", "marmalade", "quokka", "My own", "evil.example", "Cyd"])
        {
            Assert.DoesNotContain(mark, letter.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain(mark, letter.HtmlBody, StringComparison.Ordinal);
        }

        // Published at last, and twice: in the next day's letter, once, and nothing that was told before.
        await server.DecideAsync(held, CommentState.Published);
        await server.DecideAsync(held, CommentState.Published);
        await ToldAsync(server, ann, 2);
        server.Clock.Turn(TimeSpan.FromHours(1));
        await office.QuietAsync(1);
        server.Clock.Turn(TimeSpan.FromHours(24));
        var second = (await office.LettersAsync(2))[1];
        Assert.Contains("The quokkalantern waits.", second.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("As it is now", second.TextBody, StringComparison.Ordinal);

        // What was read on the page is not told again, and a letter with nothing to tell is none.
        await bo.PublishAsync(thread, "Read on the page.", top);
        await ToldAsync(server, ann, 3);
        await ann.PutAsync($"{TestServer.Api}/notifications/read");
        server.Clock.Turn(TimeSpan.FromHours(25));
        await office.QuietAsync(2);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_letter_without_news_costs_no_day_and_signing_out_everywhere_loses_none(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var top = await ann.PublishAsync(thread, "The dam held.");
        var gone = await bo.PublishAsync(thread, "A marmaladezeppelin.", top);
        await ToldAsync(server, ann, 1);
        await server.DecideAsync(gone, CommentState.Removed);
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        await office.QuietAsync(0);

        await bo.PublishAsync(thread, "It did hold.", top);
        await ToldAsync(server, ann, 1);
        await ann.SendFormAsync($"/{TestServer.SiteName}/sign-out", ("everywhere", "true"));
        server.Clock.Turn(TimeSpan.FromMinutes(6));

        Assert.Contains("It did hold.", Assert.Single(await office.LettersAsync(1)).TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_letter_tells_of_somebody_whom_its_reader_has_muted(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var mia = await server.ReaderAsync("Mia Berg");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var top = await ann.PublishAsync(thread, "The dam held.");

        // A letter is on its way, and has nothing to tell any more.
        var reply = await mia.PublishAsync(thread, "A zzmuted word.", top);
        await ToldAsync(server, ann, 1);
        await ann.PutAsync($"{TestServer.Api}/comments/{reply}/mute");
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        await office.QuietAsync(0);
        // None is asked for.
        await mia.PublishAsync(thread, "Another zzmuted word, @Ann Ode.", top);
        await ToldAsync(server, ann, 0);
        Assert.Empty(
            await server.ListAsync("SELECT 1 FROM letter WHERE site_id = @site", [("@site", server.Site.Id)], row => row.Int(0))
        );

        await bo.PublishAsync(thread, "It did hold.", top);
        await ToldAsync(server, ann, 1);
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        var letter = Assert.Single(await office.LettersAsync(1));
        Assert.Contains("It did hold.", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("zzmuted", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Mia", letter.TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_pick_is_told_in_the_days_letter_unless_it_was_taken_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var staff = await server.StaffAsync();
        var thread = await server.OpenThreadAsync();
        var top = await ann.PublishAsync(thread, "The dam held.");
        var slip = await ann.PublishAsync(thread, "A marmaladezeppelin.");
        await staff.PutAsync($"{TestServer.Api}/comments/{slip}/pick");
        await ToldAsync(server, ann, 1);
        await staff.DeleteAsync($"{TestServer.Api}/comments/{slip}/pick");
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        await office.QuietAsync(0);

        await staff.PutAsync($"{TestServer.Api}/comments/{top}/pick");
        await ToldAsync(server, ann, 1);
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        var letter = Assert.Single(await office.LettersAsync(1));
        Assert.StartsWith("The newsroom picked your comment under", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("The newsroom picked your comment: The dam held.", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", letter.TextBody, StringComparison.Ordinal);

        // Another the same day waits for the next, beside the replies that came.
        var later = await ann.PublishAsync(thread, "It leaks now.");
        await staff.PutAsync($"{TestServer.Api}/comments/{later}/pick");
        await staff.PublishAsync(thread, "Since when?", later);
        await ToldAsync(server, ann, 3);
        server.Clock.Turn(TimeSpan.FromHours(1));
        await office.QuietAsync(1);
        server.Clock.Turn(TimeSpan.FromHours(24));
        var second = (await office.LettersAsync(2))[1];
        Assert.StartsWith("1 new reply", second.Subject, StringComparison.Ordinal);
        Assert.Contains("The newsroom picked your comment: It leaks now.", second.TextBody, StringComparison.Ordinal);
        Assert.Contains("Since when?", second.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("The dam held.", second.TextBody, StringComparison.Ordinal);
    }

    /// <summary>What stands in names, titles and words, of <c>security/mail</c>, and reaches somebody else by letter.</summary>
    [Fact]
    public async Task Whatever_others_wrote_a_letter_has_its_own_headers_and_no_link_and_no_picture_of_theirs()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var bo = await server.ReaderAsync("Bo Lind");
        var items = Corpus
            .Items("security/mail/own-headers.json")
            .ToLookup(item => item.GetProperty("field").GetString()!, item => item.GetProperty("value").GetString()!);
        var sent = 0;
        foreach (var header in items["name"].Concat(items["subject"]))
        {
            var opened = await ann.PostAsync(
                $"{TestServer.Api}/comments",
                new
                {
                    id = Guid.CreateVersion7(),
                    body = $"The dam held, for the {++sent}th time.",
                    url = $"https://news.example/{sent}",
                    title = header,
                }
            );
            var (top, thread) = ((Guid)opened.Json["comment"]!["id"]!, (Guid)opened.Json["comment"]!["threadId"]!);
            // No door takes such a name; one that came with an import may be anything.
            await RenameAsync(bo.Id, header);
            foreach (var body in items["body"])
                await bo.PublishAsync(thread, $"{body} ({sent})", top);
            await ToldAsync(server, ann, items["body"].Count());
            server.Clock.Turn(TimeSpan.FromMinutes(6));
            var letter = (await office.LettersAsync(sent))[^1];
            await ann.PutAsync($"{TestServer.Api}/notifications/read");

            Assert.Single(letter.To);
            Assert.Single(letter.Headers, one => one.Field == "Subject");
            Assert.DoesNotContain(letter.Headers, one => one.Field is "Bcc" or "Cc" or "X-A");
            Assert.Equal(server.Site.Title, letter.From.Single().Name);
            Assert.Contains("click", letter.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("https://evil.test", letter.TextBody, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", letter.HtmlBody, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("https://evil.test", letter.HtmlBody, StringComparison.OrdinalIgnoreCase);
        }

        Assert.InRange(sent, 4, 20);

        Task RenameAsync(Guid id, string name) =>
            server.Database.WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        "UPDATE reader SET name = @name WHERE site_id = @site AND id = @id",
                        [("@name", name), ("@site", server.Site.Id), ("@id", id)],
                        default
                    ),
                default
            );
    }

    /// <summary>
    /// <c>name-with-signs</c>, <c>number-at-line-start</c>, <c>quotes-in-quotes</c> and <c>relative-link-in-a-comment</c>, in the letter and in
    /// the feed.
    /// </summary>
    [Fact]
    public async Task What_was_typed_is_read_so_in_the_letter_and_in_the_feed()
    {
        var signs = KnownCase.Of("name-with-signs").Input;
        var (name, title) = ((string)signs["name"]!, (string)signs["title of story"]!);
        List<string> bodies =
        [
            .. KnownCase.Of("number-at-line-start").Texts,
            (string)KnownCase.Of("quotes-in-quotes").Input["text"]!,
            (string)KnownCase.Of("relative-link-in-a-comment").Input!,
        ];
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var bart = await server.ReaderAsync(name);
        var thread = await server.OpenThreadAsync();
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE story SET title = @title, title_is_trusted = @yes WHERE site_id = @site AND id = @id",
                    [("@title", title), ("@yes", true), ("@site", server.Site.Id), ("@id", thread)],
                    default
                ),
            default
        );
        var top = await ann.PublishAsync(thread, "The dam held.");
        foreach (var body in bodies)
            await bart.PublishAsync(thread, body, top);
        await ToldAsync(server, ann, bodies.Count);
        server.Clock.Turn(TimeSpan.FromMinutes(6));

        var letter = Assert.Single(await office.LettersAsync(1));
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(letter.HtmlBody!).Body!;
        Assert.Contains(title, letter.Subject, StringComparison.Ordinal);
        string[] read =
        [
            name,
            "1986. What a year.",
            "14. The number of doors",
            "3. third reason",
            "2. two",
            ">> deep one",
            "about us",
        ];
        foreach (var words in read)
        {
            Assert.Contains(words, OneLine(letter.TextBody!), StringComparison.Ordinal);
            Assert.Contains(words, OneLine(html.TextContent), StringComparison.Ordinal);
        }

        Assert.All(
            html.QuerySelectorAll("[href], [src]"),
            link => Assert.StartsWith("http", Address(link), StringComparison.Ordinal)
        );
        Assert.DoesNotContain("evil.example", letter.HtmlBody, StringComparison.Ordinal);

        using var visitor = server.Visitor();
        var feed = (await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}/feed.json")).Json;
        Assert.Equal(title, (string?)feed["title"]);
        var items = feed["items"]!.AsArray().Select(item => (string)item!["content_html"]!).ToList();
        Assert.Equal(bodies.Count + 1, items.Count);
        Assert.Contains(items, item => item.Contains("start=\"1986\"", StringComparison.Ordinal));
        Assert.Contains(
            items,
            item =>
                OneLine(item)
                    .Replace(" ", "", StringComparison.Ordinal)
                    .Contains("<blockquote><blockquote>", StringComparison.Ordinal)
        );
        Assert.All(
            feed["items"]!.AsArray().Where(item => (string?)item!["authors"]![0]!["name"] != "Ann Ode"),
            item => Assert.Equal(name, (string?)item!["authors"]![0]!["name"])
        );

        static string OneLine(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");

        static string Address(AngleSharp.Dom.IElement link) => link.GetAttribute("href") ?? link.GetAttribute("src")!;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task links_in_mail_opened_by_machines(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var office = await Office.OpenAsync(database);
        var server = office.Server;
        using var ann = await office.ConfirmedAsync("Ann Ode");
        using var unconfirmed = await server.ReaderAsync();
        using var bo = await server.ReaderAsync("Bo Lind");
        using var machine = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var top = await ann.PublishAsync(thread, "The dam held.");
        await unconfirmed.PublishAsync(thread, "Mine too.");
        await bo.PublishAsync(thread, $"It did, @{unconfirmed.Name}.", top);
        await ToldAsync(server, ann, 1);
        await ToldAsync(server, unconfirmed, 1);
        server.Clock.Turn(TimeSpan.FromMinutes(6));
        var letter = Assert.Single(await office.LettersAsync(1));
        Assert.Equal("List-Unsubscribe=One-Click", letter.Headers["List-Unsubscribe-Post"]);
        var stop = letter.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>');
        Assert.StartsWith("http://talk.example/", stop, StringComparison.Ordinal);
        Assert.Contains(stop, letter.TextBody, StringComparison.Ordinal);
        var path = new Uri(stop).PathAndQuery;

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await machine.HeadAsync(path)).Status);
            Assert.Contains("formaction", (await machine.GetAsync(path)).Text, StringComparison.Ordinal);
        }

        // A day later there is another: opening has stopped nothing.
        await bo.PublishAsync(thread, "Another.", top);
        await ToldAsync(server, ann, 2);
        server.Clock.Turn(TimeSpan.FromHours(25));
        Assert.Equal(2, (await office.LettersAsync(2)).Count);

        // As mail programs send it, in either form, and again.
        using (var client = new HttpClient { BaseAddress = server.Address })
        {
            foreach (
                HttpContent body in (HttpContent[])
                    [
                        new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } },
                        new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]),
                    ]
            )
                using (body)
                using (
                    var answer = await client.PostAsync(
                        new Uri(path, UriKind.Relative),
                        body,
                        TestContext.Current.CancellationToken
                    )
                )
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await bo.PublishAsync(thread, "A third.", top);
        await ToldAsync(server, ann, 3);
        server.Clock.Turn(TimeSpan.FromHours(25));
        await office.QuietAsync(2);

        // Another discussion still tells, until all is stopped; the account's page turns it on again.
        var other = await server.OpenThreadAsync("https://news.example/other");
        var mine = await ann.PublishAsync(other, "Here too.");
        await bo.PublishAsync(other, "A fourth.", mine);
        await ToldAsync(server, ann, 4);
        Assert.Equal(
            HttpStatusCode.OK,
            (await machine.SendFormAsync(path.Replace("stop?", "stop/all?", StringComparison.Ordinal))).Status
        );
        server.Clock.Turn(TimeSpan.FromHours(25));
        await office.QuietAsync(2);
        Assert.Contains(
            "Send me letters",
            (await ann.GetAsync($"/{TestServer.SiteName}/account")).Text,
            StringComparison.Ordinal
        );
        await ann.SendFormAsync($"/{TestServer.SiteName}/account/letters", ("wanted", "true"));
        await bo.PublishAsync(other, "A fifth.", mine);
        await ToldAsync(server, ann, 5);
        server.Clock.Turn(TimeSpan.FromHours(25));
        Assert.Equal(3, (await office.LettersAsync(3)).Count);
    }

    /// <summary>A program that puts its letters into a folder.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly string folder;

        private Office(TestServer server, string folder) => (Server, this.folder) = (server, folder);

        public TestServer Server { get; }

        public static async Task<Office> OpenAsync(TestDatabase database)
        {
            var folder = Path.Combine(database.Folder, "mail");
            var server = await TestServer.StartAsync(
                database,
                new SiteSettings { KnownAfter = 0 },
                services: services =>
                    services.Configure<ParleyOptions>(options =>
                    {
                        options.PublicUrl = "http://talk.example";
                        options.Mail.Folder = folder;
                    })
            );
            return new Office(server, folder);
        }

        /// <summary>A reader whose address is confirmed.</summary>
        public async Task<TestReader> ConfirmedAsync(string name)
        {
            var reader = await Server.ReaderAsync(name);
            await Server.Database.WriteAsync(
                scope =>
                    scope.ExecuteAsync(
                        "UPDATE account SET confirmed_at = 1 WHERE id = (SELECT account_id FROM reader WHERE site_id = @site AND id = @id)",
                        [("@site", Server.Site.Id), ("@id", reader.Id)],
                        default
                    ),
                default
            );
            return reader;
        }

        /// <summary>All letters about replies, the first first, as soon as there are so many.</summary>
        public async Task<List<MimeMessage>> LettersAsync(int count)
        {
            await Eventually.IsSoAsync(() => Task.FromResult(Read().Count == count));
            return Read();
        }

        /// <summary>Nothing is due or being written by now, and no letter has come.</summary>
        public async Task QuietAsync(int count)
        {
            await Eventually.IsSoAsync(async () =>
                (
                    await Server.ListAsync(
                        "SELECT 1 FROM letter WHERE site_id = @site AND (due_at <= @now OR tries > 0)",
                        [("@site", Server.Site.Id), ("@now", Server.Clock.GetUtcNow())],
                        row => row.Int(0)
                    )
                ).Count == 0
            );
            Assert.Equal(count, Read().Count);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        private List<MimeMessage> Read() =>
            Directory.Exists(folder)
                ?
                [
                    .. Directory
                        .GetFiles(folder, "*.eml")
                        .Order(StringComparer.Ordinal)
                        .Select(file => MimeMessage.Load(file))
                        .OrderBy(letter => letter.Date),
                ]
                : [];
    }
}
