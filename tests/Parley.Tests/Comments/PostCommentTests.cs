using System.Net;
using Parley.Comments;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class PostCommentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_and_its_reply_stand_where_everyone_reads_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();

        var comment = await ada.PublishAsync(thread, "The *ferry* is late again.");
        var reply = await bo.PublishAsync(thread, "It was on time on Monday.", comment);

        var page = await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal([comment, reply], page.CommentIds);
        Assert.Contains("<em>ferry</em>", page.Text, StringComparison.Ordinal);
        var list = await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/comments");
        Assert.Equal(2, (int)list.Json["count"]!);
        Assert.Equal(comment, (Guid)list.Json["comments"]![0]!["id"]!);
        Assert.Equal(reply, (Guid)list.Json["comments"]![0]!["replies"]![0]!["id"]!);
        Assert.Equal("Bo Lind", (string?)list.Json["comments"]![0]!["replies"]![0]!["author"]!["name"]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/{TestServer.SiteName}/c/{reply}")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_send_repeated_after_a_lost_answer_is_one_comment(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ada.SayAsync(thread, "Once is enough for this.", id: id))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json["comment"]!.ToJsonString()).Distinct());
        Assert.Equal(1, await CountAsync(ada, thread));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_id_that_is_taken_says_nothing_about_who_has_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        var thread = await server.OpenThreadAsync();
        var (shown, held) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ada.SayAsync(thread, "The ferry is late.", id: shown);
        Assert.Equal("held", (string?)(await ada.SayAsync(thread, "A smuggler told me.", id: held)).Json["comment"]!["state"]);

        var ofShown = await bo.SayAsync(thread, "Mine.", id: shown);
        var ofHeld = await bo.SayAsync(thread, "Mine.", id: held);
        var otherWords = await ada.SayAsync(thread, "Other words.", id: shown);

        Assert.Equal((HttpStatusCode.Conflict, "comment-id-taken"), (ofShown.Status, ofShown.Code));
        Assert.Equal(ofShown.Text, ofHeld.Text);
        Assert.Equal(ofShown.Text, otherWords.Text);
        Assert.DoesNotContain("Ada", ofShown.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_form_sent_twice_without_script_is_one_comment(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        Task<TestAnswer> SendAsync(string words) =>
            ada.SendFormAsync($"/{TestServer.SiteName}/t/{thread}/comments", ("body", words));

        var sent = await Task.WhenAll(SendAsync("I press the button twice."), SendAsync("I press the button twice."));
        var again = await SendAsync("I press the button twice.");

        Assert.All([.. sent, again], answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Equal(1, await CountAsync(ada, thread));
        // Its writer is led to a page that shows it, however fresh the page before was.
        var shown = await ada.GetAsync(again.Location.Split('#')[0]);
        Assert.Contains("I press the button twice.", shown.Text, StringComparison.Ordinal);

        await SendAsync("These are other words.");
        Assert.Equal(2, await CountAsync(ada, thread));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reply_whose_parent_vanished_comes_back_with_its_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var parent = await ada.PublishAsync(thread, "I shall regret this.");
        await ada.DeleteAsync($"{TestServer.Api}/comments/{parent}");

        var json = await bo.SayAsync(thread, "You should <not>.", parent);
        var form = await bo.SendFormAsync($"/{TestServer.SiteName}/c/{parent}/reply", ("body", "You should <not>."));

        Assert.Equal((HttpStatusCode.Conflict, "parent-gone"), (json.Status, json.Code));
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Contains("You should &lt;not&gt;.", form.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(bo, thread));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_writes_in_a_closed_thread_and_no_words_are_lost_there(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var before = await ada.PublishAsync(thread, "Just in time.");
        await server.CloseAsync(thread);

        var json = await ada.SayAsync(thread, "A moment too late.");
        var form = await ada.SendFormAsync($"/{TestServer.SiteName}/t/{thread}/comments", ("body", "A moment too late."));
        var reply = await ada.SendFormAsync($"/{TestServer.SiteName}/c/{before}/reply", ("body", "A moment too late."));

        Assert.Equal((HttpStatusCode.Forbidden, "thread-closed"), (json.Status, json.Code));
        Assert.All([form, reply], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        Assert.All([form, reply], answer => Assert.Contains("A moment too late.", answer.Text, StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync(ada, thread));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_same_send_eight_times_into_a_closed_thread_hears_that_it_is_closed(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await server.CloseAsync(thread);
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.SayAsync(thread, "Late.", id: id)));

        Assert.All(answers, answer => Assert.Equal("thread-closed", answer.Code));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_thread_closes_by_age_counted_from_its_opening(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { CloseAfterDays = 3 });
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, "On the first day.");

        server.Clock.Turn(TimeSpan.FromDays(3));

        Assert.Equal("thread-closed", (await ada.SayAsync(thread, "On the fourth day.")).Code);
        Assert.False((bool)(await ada.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["isOpen"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_thread_closes_by_age_counted_from_the_story_s_publication(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { CloseAfterDays = 3 });
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await PublishStoryAsync(server, thread, server.Clock.GetUtcNow().AddDays(-2));
        await ada.PublishAsync(thread, "On the third day.");

        await PublishStoryAsync(server, thread, server.Clock.GetUtcNow().AddDays(-3));

        Assert.Equal("thread-closed", (await ada.SayAsync(thread, "On the fourth day.")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_send_repeated_after_a_lost_answer_is_answered_though_the_rules_changed_meanwhile(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var id = Guid.CreateVersion7();
        var first = await ada.SayAsync(thread, "That scoundrel of a ferry.", id: id);
        await server.SetWordsAsync(WordListKind.Banned, "scoundrel");

        var again = await ada.SayAsync(thread, "That scoundrel of a ferry.", id: id);
        var other = await ada.SayAsync(thread, "That scoundrel.", id: id);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal(first.Json["comment"]!.ToJsonString(), again.Json["comment"]!.ToJsonString());
        Assert.Equal("comment-refused", other.Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_piece_of_a_page_is_drawn_for_who_asks_for_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var address = $"{TestServer.Api}/threads/{thread}/comments";

        var plain = await ada.PostAsync(address, new { id = Guid.CreateVersion7(), body = "For a program." });
        var drawn = await ada.PostAsync(address + "?fragment", new { id = Guid.CreateVersion7(), body = "For a page." });

        Assert.Null(plain.Json["fragment"]);
        Assert.Contains("For a page.", (string?)drawn.Json["fragment"], StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Refused_words_come_back_with_every_reason(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Banned, "scoundrel");
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();

        var json = await ada.SayAsync(thread, "That scoundrel of a smuggler.");
        var form = await ada.SendFormAsync(
            $"/{TestServer.SiteName}/t/{thread}/comments",
            ("body", "That scoundrel of a smuggler.")
        );

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "comment-refused"), (json.Status, json.Code));
        Assert.Equal(2, json.Json["reasons"]!.AsArray().Select(reason => (string)reason!).Distinct().Count());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, form.Status);
        Assert.Contains("That scoundrel of a smuggler.", form.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(ada, thread));
        Assert.Empty(
            await server.ListAsync(
                "SELECT id FROM comment WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Guid(0)
            )
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Links_wait_until_the_reader_is_known(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { KnownAfter = 2 });
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        Task<TestAnswer> LinkAsync(int page) => ada.SayAsync(thread, $"See https://port.example/{page} for the timetable.");

        Assert.Equal("held", (string?)(await LinkAsync(1)).Json["comment"]!["state"]);
        await ada.PublishAsync(thread, "The ferry is late.");
        await ada.PublishAsync(thread, "The ferry is later still.");

        var page = 2;
        await Eventually.IsSoAsync(async () => (string?)(await LinkAsync(page++)).Json["comment"]!["state"] == "published");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_fifty_sent_at_once_the_faulty_ones_take_no_neighbour_along(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var appender = server.Get<ICommentAppender>();
        var first = NewComment(server, thread, ada.Id, Guid.CreateVersion7());
        await appender.AppendAsync(first, default);

        // Ids that are there, parents that are not, threads that are not, words that no database takes, and good ones.
        var sent = Enumerable
            .Range(0, 50)
            .Select(i =>
                (i % 5) switch
                {
                    0 => first,
                    1 => NewComment(server, thread, ada.Id, Guid.CreateVersion7()) with { ParentId = Guid.CreateVersion7() },
                    2 => NewComment(server, Guid.CreateVersion7(), ada.Id, Guid.CreateVersion7()),
                    3 => NewComment(server, thread, ada.Id, Guid.CreateVersion7()) with { Source = null! },
                    _ => NewComment(server, thread, ada.Id, Guid.CreateVersion7()),
                }
            )
            .ToList();
        var outcomes = await Task.WhenAll(sent.Select(one => TryAsync(appender, one)));

        Assert.Equal(10, outcomes.Count(outcome => outcome == AppendOutcome.IdTaken));
        Assert.Equal(10, outcomes.Count(outcome => outcome == AppendOutcome.ParentGone));
        Assert.Equal(10, outcomes.Count(outcome => outcome == AppendOutcome.ThreadMissing));
        Assert.Equal(10, outcomes.Count(outcome => outcome is null));
        Assert.Equal(10, outcomes.Count(outcome => outcome == AppendOutcome.Added));
        Assert.Equal(11, await CountAsync(ada, thread));
    }

    private static Task PublishStoryAsync(TestServer server, Guid thread, DateTimeOffset at) =>
        server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE story SET published_at = @at WHERE site_id = @site AND id = @id",
                    [("@at", at), ("@site", server.Site.Id), ("@id", thread)],
                    default
                ),
            default
        );

    private static NewComment NewComment(TestServer server, Guid thread, Guid author, Guid id) =>
        new()
        {
            Site = server.Site.Id,
            Id = id,
            ThreadId = thread,
            ParentId = null,
            AuthorId = author,
            State = CommentState.Published,
            Source = "words",
            Html = "<p>words</p>",
            Renderer = 1,
            At = server.Clock.GetUtcNow(),
        };

    private static async Task<AppendOutcome?> TryAsync(ICommentAppender appender, NewComment comment)
    {
        try
        {
            return (await appender.AppendAsync(comment, default)).Outcome;
        }
        catch (Exception error) when (error is System.Data.Common.DbException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<int> CountAsync(TestVisitor visitor, Guid thread) =>
        (int)(await visitor.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["count"]!;
}
