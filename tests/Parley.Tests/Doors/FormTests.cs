using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>What is no form, or only nearly, through every door that reads one; and that our own pages send what our doors read.</summary>
public sealed class FormTests
{
    private const string FormType = "application/x-www-form-urlencoded";

    // None of it comes to a database.
    [Fact]
    public async Task What_is_no_form_is_refused_by_every_door()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var fields = string.Join('&', Enumerable.Range(0, 1_100).Select(number => $"f{number}=x"));
        var tooLong = "body=" + new string('x', RequestBody.MostBytes);
        var tooLongForLists = "body=" + new string('x', RequestBody.MostOfLists);
        var tooLongWithFile = "body=" + new string('x', RequestBody.MostWithFile);

        foreach (var door in await DoorsAsync(house))
        {
            await AssertRefusedAsync(door, HttpStatusCode.UnsupportedMediaType, "body=x", "text/plain");
            await AssertRefusedAsync(door, HttpStatusCode.UnsupportedMediaType, "{\"body\":\"x\"}", "application/json");
            // One with a picture takes this kind of form, and this is none.
            var takesFile = door.Url.EndsWith("/newsroom/reports/new", StringComparison.Ordinal);
            await AssertRefusedAsync(
                door,
                takesFile ? HttpStatusCode.BadRequest : HttpStatusCode.UnsupportedMediaType,
                "body=x",
                "multipart/form-data; boundary=x"
            );
            await AssertRefusedAsync(door, HttpStatusCode.UnsupportedMediaType, "body=x", null);
            await AssertRefusedAsync(door, HttpStatusCode.BadRequest, fields, FormType);
            await AssertRefusedAsync(door, HttpStatusCode.BadRequest, new string('k', 3_000) + "=x", FormType);
            var isForLists =
                door.Url.EndsWith("/console/words", StringComparison.Ordinal)
                || door.Url.EndsWith("/console/checks", StringComparison.Ordinal);
            await AssertRefusedAsync(
                door,
                HttpStatusCode.RequestEntityTooLarge,
                takesFile ? tooLongWithFile
                    : isForLists ? tooLongForLists
                    : tooLong,
                FormType
            );
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_letters_are_refused_and_nothing_stands_in_their_place()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);

        foreach (var door in await DoorsAsync(house))
        {
            foreach (var row in Corpus.Items("security/strings/utf8-cases.json"))
            {
                var bytes = Texts.BytesOf(row);
                if (System.Text.Unicode.Utf8.IsValid(bytes))
                    continue;
                var escaped = string.Concat(bytes.Select(octet => $"%{octet:x2}"));
                foreach (
                    var body in (byte[][])
                        [
                            [.. "body=a"u8, .. bytes, .. "b"u8],
                            Encoding.ASCII.GetBytes($"body=a{escaped}b"),
                        ]
                )
                {
                    var answer = await SendAsync(door, body, FormType);
                    Assert.Equal((door.Url, HttpStatusCode.BadRequest), (door.Url, answer.Status));
                }
            }
        }
    }

    [Fact]
    public async Task What_a_door_reads_stands_on_the_page_that_sends_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var comment = await house.CommentAsync();
        var reported = await house.CommentAsync();
        await house.Other.PostAsync($"{House.Api}/comments/{reported}/reports", new { reason = "abuse" });
        var guest = house.Visitor;
        (TestVisitor Who, string Page, string Action, string[] Fields)[] forms =
        [
            (guest, $"{House.Site}/t/{house.Thread}", "/comments", ["body", "preview", "guestName", "guestEmail"]),
            (
                guest,
                "/t?url=https://news.example/new&id=new-1",
                "/t/comments",
                ["url", "id", "body", "preview", "guestName", "guestEmail"]
            ),
            (house.Writer, $"{House.Site}/c/{comment}/reply", "/reply", ["body", "preview"]),
            (house.Writer, $"{House.Site}/c/{comment}/edit", "/edit", ["body", "preview"]),
            (house.Other, $"{House.Site}/c/{comment}/report", "/report", ["reason", "words"]),
            (guest, $"{House.Site}/c/{comment}/notice", "/notice", ["words", "law", "name", "email", "abuse", "goodFaith"]),
            (house.Other, $"{House.Site}/c/{comment}/mute", "/mute", ["mute"]),
            (house.Moderator, $"{House.Site}/c/{comment}/marks", "/marks", ["do"]),
            (house.Moderator, $"{House.Site}/t/{house.Thread}/question", "/question", ["body"]),
            (house.Moderator, $"{House.Site}/newsroom/dossiers", "/newsroom/dossiers", ["title", "lead"]),
            (
                house.Moderator,
                $"{House.Site}/newsroom/reports/new",
                "/newsroom/reports/new",
                [
                    "headline",
                    "kicker",
                    "standfirst",
                    "text",
                    "authors",
                    "section",
                    "tags",
                    "slug",
                    "picture-description",
                    "picture",
                    "caption",
                    "credit",
                    "picture-kind",
                    "digital-source-type",
                    "number",
                    "do",
                ]
            ),
            (guest, $"{House.Site}/sign-in", "/sign-in", ["email", "password", "return"]),
            (guest, $"{House.Site}/sign-up", "/sign-up", ["name", "email", "password", "return"]),
            (house.Moderator, $"{House.Site}/console?c={reported}", "/decision", ["rule", "words", "do"]),
            (house.Moderator, $"{House.Site}/console?c={reported}", "/sanctions", ["kind", "rule", "words", "days"]),
            (house.Moderator, $"{House.Site}/console?c={reported}", "/notes", ["words"]),
            (house.Moderator, $"{House.Site}/console/notes", "/notes", ["words"]),
            (
                house.Moderator,
                $"{House.Site}/console/batch?c={reported}&of=writer",
                "/batch",
                ["comments", "seen", "rule", "words", "do"]
            ),
            (house.Moderator, $"{House.Site}/console/threads", $"/threads/{house.Thread}", ["do"]),
            (house.Other, $"{House.Site}/account/second-factor", "/second-factor/app", ["offer", "code", "password"]),
            (
                house.Other,
                $"{House.Site}/account/second-factor",
                "/second-factor/passkey",
                ["name", "state", "credential", "password"]
            ),
            (house.Moderator, $"{House.Site}/console/staff", "/console/staff/invitations", ["email", "role", "days"]),
            (house.Moderator, $"{House.Site}/console/flaggers", "/flaggers", ["name", "body"]),
            (
                house.Moderator,
                $"{House.Site}/console/orders",
                "/orders",
                [
                    "kind",
                    "authority",
                    "country",
                    "reference",
                    "basis",
                    "territory",
                    "language",
                    "contact",
                    "received",
                    "silent",
                    "named",
                ]
            ),
            (house.Moderator, $"{House.Site}/console/token", "/console/token", ["token", "address"]),
            (house.Moderator, $"{House.Site}/console/try-text", "/console/try-text", ["text"]),
            (house.Moderator, $"{House.Site}/console/scoring-keys", "/console/scoring-keys", ["name", "calls"]),
            (
                house.Moderator,
                $"{House.Site}/console/rules",
                "/rules",
                ["version", "number-0", "name-0", "meaning-0", "law-0", "text-0-0-en", "name-6"]
            ),
            (house.Moderator, $"{House.Site}/console/policies", "/policies/stop", ["sentence", "do"]),
            (
                house.Moderator,
                $"{House.Site}/console/policies/edit?scope=site",
                "/policies/edit",
                ["state", "seconds", "sentence", "mode", "who", "entitlement", "day", "from", "to", "do"]
            ),
            (
                house.Moderator,
                $"{House.Site}/console/threads/{house.Thread}/policy",
                "/policy",
                ["contested", "note", "state", "mode", "who", "do"]
            ),
            (
                house.Moderator,
                $"{House.Site}/console/checks",
                "/checks",
                [
                    "version",
                    "nudge",
                    "mode-links",
                    "mode-many-links",
                    "limit-many-links",
                    "mode-listed-hosts",
                    "hosts-listed-hosts",
                    "do",
                ]
            ),
            (
                house.Moderator,
                $"{House.Site}/console/hooks",
                "/hooks",
                ["name", "url", "mode", "silence", "limit", "place", "do"]
            ),
            (
                house.Moderator,
                $"{House.Site}/console/words",
                "/words",
                ["banned", "banned-version", "suspect", "suspect-version", "allowed", "allowed-version", "text", "do"]
            ),
        ];

        foreach (var (who, page, action, fields) in forms)
        {
            var answer = await who.GetAsync(page);
            Assert.True(answer.Status == HttpStatusCode.OK, $"{page}: {answer.Text}");
            var form = Assert.Single(FormsTo(answer, action));
            var named = form.QuerySelectorAll("[name]").Select(element => element.GetAttribute("name")!).Distinct();
            Assert.Equal(
                (page, string.Join(' ', fields.Order())),
                (page, string.Join(' ', named.Where(fields.Contains).Order()))
            );
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_who_is_refused_gets_back_name_and_address_with_the_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);

        var refused = await house.Visitor.SendFormAsync(
            $"{House.Site}/t/{house.Thread}/comments",
            ("body", "The dam held."),
            ("guestName", "Ole Brand"),
            ("guestEmail", "nowhere")
        );

        var form = Assert.Single(FormsTo(refused, "/comments"));
        Assert.Equal("The dam held.", form.QuerySelector("textarea")!.TextContent);
        Assert.Equal("Ole Brand", form.QuerySelector("[name=guestName]")!.GetAttribute("value"));
        Assert.Equal("nowhere", form.QuerySelector("[name=guestEmail]")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("#compose-email-error"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_signs_up_is_told_at_once_of_all_that_is_wrong(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var url = $"{House.Site}/sign-up";

        var wrong = await house.Visitor.SendFormAsync(url, ("name", "\u3164"), ("email", "nowhere"), ("password", "short"));
        Assert.Equal(["name", "email", "password"], FaultsOf(wrong));
        var (name, email) = (House.FreshName(), House.FreshMail());
        await house.Visitor.SendFormAsync(url, ("name", name), ("email", email), ("password", House.Password));
        var taken = await house.Visitor.SendFormAsync(url, ("name", name), ("email", email), ("password", House.Password));
        Assert.Equal(["name", "email"], FaultsOf(taken));

        static IEnumerable<string> FaultsOf(TestAnswer page) =>
            new HtmlParser()
                .ParseDocument(page.Text)
                .QuerySelectorAll(".pl-say a")
                .Select(link => link.GetAttribute("href")!.TrimStart('#'));
    }

    private sealed record FormDoor(TestVisitor Who, string Url);

    private static async Task AssertRefusedAsync(FormDoor door, HttpStatusCode status, string body, string? type)
    {
        var answer = await SendAsync(door, Encoding.UTF8.GetBytes(body), type);
        Assert.True(
            answer.Status == status,
            $"{door.Url} {type} {body[..Math.Min(body.Length, 60)]}: {answer.Status} {answer.Text}"
        );
    }

    private static async Task<TestAnswer> SendAsync(FormDoor door, byte[] body, string? type)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await door.Who.SendAsync(HttpMethod.Post, door.Url, content);
    }

    private static IEnumerable<IElement> FormsTo(TestAnswer page, string action) =>
        new HtmlParser()
            .ParseDocument(page.Text)
            .QuerySelectorAll("form")
            .Where(form => form.GetAttribute("action")?.Split('?')[0].EndsWith(action, StringComparison.Ordinal) == true);

    private static async Task<IReadOnlyList<FormDoor>> DoorsAsync(House house)
    {
        var comment = await house.CommentAsync();
        FormDoor[] doors =
        [
            new(house.Writer, $"{House.Site}/t/{house.Thread}/comments"),
            new(house.Writer, "/t/comments"),
            new(house.Writer, $"{House.Site}/c/{comment}/reply"),
            new(house.Writer, $"{House.Site}/c/{comment}/challenge"),
            new(house.Moderator, $"{House.Site}/newsroom/corrections/{comment}"),
            new(house.Writer, $"{House.Site}/c/{comment}/edit"),
            new(house.Other, $"{House.Site}/c/{comment}/report"),
            new(house.Visitor, $"{House.Site}/c/{comment}/notice"),
            new(house.Visitor, $"{House.Site}/sign-in"),
            new(house.Visitor, $"{House.Site}/sign-up"),
            new(house.Visitor, $"{House.Site}/sign-out"),
            new(house.Visitor, $"{House.Site}/reset"),
            new(house.Visitor, $"{House.Site}/forgotten"),
            new(house.Visitor, $"{House.Site}/confirm"),
            new(house.Visitor, $"{House.Site}/invitation"),
            new(house.Visitor, $"{House.Site}/second-factor"),
            new(house.Other, $"{House.Site}/account/second-factor/app"),
            new(house.Other, $"{House.Site}/account/second-factor/passkey"),
            new(house.Other, $"{House.Site}/account/second-factor/remove"),
            new(house.Other, $"{House.Site}/account/second-factor/codes"),
            new(house.Other, $"{House.Site}/account/leave"),
            new(house.Other, $"{House.Site}/account/name"),
            new(house.Other, $"{House.Site}/account/email"),
            new(house.Other, $"{House.Site}/account/password"),
            new(house.Other, $"{House.Site}/account/sessions"),
            new(house.Other, $"{House.Site}/me/feed"),
            new(house.Other, $"{House.Site}/me/mutes"),
            new(house.Other, $"{House.Site}/c/{comment}/mute"),
            new(house.Other, $"{House.Site}/account/letters"),
            new(house.Visitor, "/sign-in-link"),
            new(house.Moderator, $"{House.Site}/console/comments/{comment}/decision?seen={(int)CommentState.Published}."),
            new(house.Moderator, $"{House.Site}/c/{comment}/marks"),
            new(house.Moderator, $"{House.Site}/t/{house.Thread}/question"),
            new(house.Moderator, $"{House.Site}/newsroom/dossiers"),
            new(house.Moderator, $"{House.Site}/newsroom/dossiers/{Guid.NewGuid()}"),
            new(house.Moderator, $"{House.Site}/newsroom/reports/new"),
            new(house.Moderator, $"{House.Site}/newsroom/pages"),
            new(house.Moderator, $"{House.Site}/newsroom/reports/{comment}/sources"),
            new(house.Moderator, $"{House.Site}/newsroom/reports/{comment}/sources/{comment}/remove"),
            new(house.Moderator, $"{House.Site}/newsroom/reports/{comment}/protected-words"),
            new(house.Moderator, $"{House.Site}/newsroom/claims/{comment}"),
            new(house.Moderator, $"{House.Site}/newsroom/sources/{comment}"),
            new(house.Moderator, $"{House.Site}/newsroom/attributions/{comment}"),
            new(house.Moderator, $"{House.Site}/newsroom/claims/{comment}/status"),
            new(house.Moderator, $"{House.Site}/newsroom/claims/{comment}/articles"),
            new(house.Moderator, $"{House.Site}/console/comments/{comment}/lease"),
            new(house.Moderator, $"{House.Site}/console/comments/{comment}/release"),
            new(house.Moderator, $"{House.Site}/console/batch"),
            new(house.Moderator, $"{House.Site}/console/notes"),
            new(house.Moderator, $"{House.Site}/console/writers/{house.Other.Id}/notes"),
            new(house.Moderator, $"{House.Site}/console/threads/{house.Thread}"),
            new(house.Moderator, $"{House.Site}/console/writers/{house.Other.Id}/sanctions"),
            new(house.Moderator, $"{House.Site}/console/policies/stop"),
            new(house.Moderator, $"{House.Site}/console/policies/edit?scope=site"),
            new(house.Moderator, $"{House.Site}/console/threads/{house.Thread}/policy"),
            new(house.Moderator, $"{House.Site}/newsroom/replies/{comment}"),
            new(house.Visitor, $"{House.Site}/replies/{new string('0', 64)}"),
            new(house.Visitor, $"{House.Site}/objections/{new string('0', 64)}"),
            new(house.Moderator, $"{House.Site}/console/objections/{comment}"),
            new(house.Moderator, $"{House.Site}/console/flaggers"),
            new(house.Moderator, $"{House.Site}/console/orders"),
            new(house.Moderator, $"{House.Site}/console/orders/{comment}"),
            new(house.Moderator, $"{House.Site}/console/orders/{comment}/silence"),
            new(house.Moderator, $"{House.Site}/console/rules"),
            new(house.Moderator, $"{House.Site}/console/differences/{comment}"),
            new(house.Moderator, $"{House.Site}/console/checks"),
            new(house.Moderator, $"{House.Site}/console/hooks"),
            new(house.Moderator, $"{House.Site}/console/words"),
            new(house.Moderator, $"{House.Site}/console/token"),
            new(house.Moderator, $"{House.Site}/console/try-text"),
            new(house.Moderator, $"{House.Site}/console/staff/invitations"),
            new(house.Moderator, $"{House.Site}/console/staff/{Guid.NewGuid()}/role"),
        ];
        // A form that is new has a line here.
        var endpoints = Door.All.Select(door => door.Endpoint).Distinct();
        Assert.Equal(endpoints.Count(endpoint => !endpoint.Contains(" /api/", StringComparison.Ordinal)), doors.Length);
        return doors;
    }
}
