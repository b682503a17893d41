using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Tests.Pictures;
using Parley.Tests.Setup;

namespace Parley.Tests.Doors;

/// <summary>What became of a text that was sent in.</summary>
/// <param name="Reads">Each place where it is read again, once it was taken: null where there is nothing to be read.</param>
internal sealed record Passage(TestAnswer Answer, params string?[] Reads);

/// <summary>A place by which a text comes in.</summary>
/// <param name="Endpoint">As <c>access-matrix.tsv</c> names it.</param>
/// <param name="Field">Where in the request it stands.</param>
/// <param name="PassAsync">Sends a text, and reads it again.</param>
internal sealed record Door(string Endpoint, string Field, Func<House, string, Task<Passage>> PassAsync)
{
    /// <summary>Whether the text is kept as it was written. What is not (a name, an address) is compared by what it shows.</summary>
    public bool IsSource { get; init; } = true;

    /// <summary>Whether it may be left out: then a text that shows nothing is none.</summary>
    public bool IsOptional { get; init; }

    public override string ToString() => $"{Endpoint} ({Field})";

    /// <summary>Every text that a person can send in.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        new($"POST {Api}/threads/{{thread:guid}}/comments", "body", PostAsync),
        new($"POST {Api}/comments", "body", PostFirstAsync),
        new(
            $"POST {Api}/preview",
            "words to look at",
            house => house.Visitor,
            text => ($"{House.Api}/preview", new { body = text })
        ),
        new($"PUT {Api}/account/name", "name", ChangeNameByApiAsync) { IsSource = false },
        new(
            $"PUT {Api}/account/email",
            "email, password",
            house => house.Other,
            text => ($"{House.Api}/account/email", new { email = text, password = text }),
            HttpMethod.Put
        ),
        new(
            $"PUT {Api}/account/password",
            "password, new-password",
            house => house.Other,
            text => ($"{House.Api}/account/password", new { password = text, newPassword = text }),
            HttpMethod.Put
        ),
        new(
            "POST /api/v1/passwords",
            "code, password",
            house => house.Visitor,
            text => ("/api/v1/passwords", new { code = text, password = text })
        ),
        new(
            "POST /api/v1/password-letters",
            "email",
            house => house.Visitor,
            text => ("/api/v1/password-letters", new { site = TestServer.SiteName, email = text })
        ),
        new($"POST {Api}/comments", "title", PostTitleAsync) { IsSource = false },
        new($"PATCH {Api}/comments/{{comment:guid}}", "body", EditAsync),
        new($"POST {Api}/comments/{{comment:guid}}/reports", "words", ReportAsync) { IsOptional = true },
        new($"POST {Api}/comments/{{comment:guid}}/notices", "words", (house, text) => NoticeAsync(house, words: text)),
        new($"POST {Api}/comments/{{comment:guid}}/notices", "law", (house, text) => NoticeAsync(house, law: text))
        {
            IsOptional = true,
        },
        new($"POST {Api}/comments/{{comment:guid}}/notices", "name", (house, text) => NoticeAsync(house, name: text)),
        new("POST /{site}/c/{comment:guid}/notice", "words", NoticeByFormAsync),
        new($"PUT {Api}/moderation/flaggers/{{reader:guid}}", "body of a flagger", NameFlaggerAsync),
        new("POST /{site}/console/flaggers", "body of a flagger", NameFlaggerByFormAsync),
        new($"POST {Api}/moderation/orders", "named", (house, text) => EnterOrderAsync(house, named: text)),
        new($"POST {Api}/moderation/orders", "authority", (house, text) => EnterOrderAsync(house, authority: text)),
        new($"POST {Api}/moderation/orders", "territory", (house, text) => EnterOrderAsync(house, territory: text))
        {
            IsOptional = true,
        },
        new($"POST {Api}/moderation/orders/{{order:guid}}/answer", "words", AnswerOrderAsync),
        new($"POST {Api}/moderation/orders/{{order:guid}}/silence", "words", SilenceOrderAsync),
        new("POST /{site}/console/orders/{order:guid}/silence", "words", SilenceOrderByFormAsync),
        new("POST /{site}/console/orders", "words", EnterOrderByFormAsync),
        new("POST /{site}/console/orders/{order:guid}", "words", AnswerOrderByFormAsync),
        new($"POST {Api}/moderation/comments/{{comment:guid}}/decision", "words", DecideAsync) { IsOptional = true },
        new($"POST {Api}/moderation/batches", "words", DecideBatchAsync) { IsOptional = true },
        new($"POST {Api}/moderation/notes", "words", NoteAsync),
        new($"POST {Api}/moderation/readers/{{reader:guid}}/sanctions", "words", SanctionAsync),
        new($"POST {Api}/objections", "words", ObjectAsync),
        new("POST /{site}/objections/{code}", "words", ObjectByFormAsync),
        new("POST /{site}/console/objections/{objection:guid}", "words", DecideObjectionAsync),
        new($"POST {Api}/moderation/objections/{{objection:guid}}/decision", "words", DecideObjectionByJsonAsync),
        new($"PUT {Api}/moderation/word-lists/{{kind}}", "text", SaveListAsync),
        new($"POST {Api}/newsroom/dossiers", "title", MakeDossierAsync),
        new($"PUT {Api}/newsroom/dossiers/{{dossier:guid}}", "lead", SaveDossierAsync) { IsOptional = true },
        new(
            $"POST {Api}/newsroom/dossiers/{{dossier:guid}}/lines",
            "name",
            (house, text) => PutActorAsync(house, text, isNew: true)
        ),
        new(
            $"PUT {Api}/newsroom/dossiers/{{dossier:guid}}/lines/{{line:guid}}",
            "name",
            (house, text) => PutActorAsync(house, text, isNew: false)
        ),
        new($"PUT {Api}/rules", "name", (house, text) => SaveRuleAsync(house, text, null)) { IsSource = false },
        new($"PUT {Api}/rules", "meaning", (house, text) => SaveRuleAsync(house, null, text)) { IsOptional = true },
        new($"PUT {Api}/rules", "texts", (house, text) => SaveRuleAsync(house, null, null, text)) { IsOptional = true },
        new($"POST {Api}/moderation/word-lists/try", "text", TryListAsync),
        new(
            $"PUT {Api}/moderation/checks",
            "hosts",
            house => house.Moderator,
            text =>
                (
                    $"{House.Api}/moderation/checks",
                    new { version = 99, rules = new[] { new { check = "listed-hosts", hosts = text } } }
                ),
            HttpMethod.Put
        ),
        new(
            $"POST {Api}/moderation/checks/try",
            "words to try",
            house => house.Moderator,
            text => ($"{House.Api}/moderation/checks/try", new { comments = 1, suspect = text })
        ),
        new($"PUT {Api}/threads/{{thread:guid}}/question", "body", AskAsync),
        new($"POST {Api}/newsroom/reports", "headline", WriteReportAsync),
        new(
            $"PUT {Api}/newsroom/pages",
            "headline",
            house => house.Moderator,
            text =>
                (
                    $"{House.Api}/newsroom/pages",
                    new
                    {
                        identifier = "zz-doors",
                        headline = text,
                        text = "It turns.",
                    }
                ),
            HttpMethod.Put
        ),
        // What the page says is taken through the same use case as PUT …/newsroom/pages.
        new(
            $"POST {Api}/newsroom/pages",
            "address of a page",
            house => house.Moderator,
            text => ($"{House.Api}/newsroom/pages", new { url = text, reason = text })
        ),
        new($"PUT {Api}/newsroom/reports/{{story:guid}}", "text", ChangeReportAsync),
        new($"POST {Api}/newsroom/reports/{{story:guid}}/checks", "text", LookOverAsync),
        new($"POST {Api}/newsroom/reports/{{story:guid}}/protected-words", "words to take out", ProtectAsync),
        new("POST /{site}/newsroom/reports/{story:guid}/protected-words", "words to take out", ProtectByFormAsync),
        new($"PUT {Api}/newsroom/reports/{{story:guid}}/picture", "description", DescribePictureAsync) { IsOptional = true },
        new($"POST {Api}/newsroom/reports/{{story:guid}}/attributions", "source", NameSourceAsync),
        new(
            $"POST {Api}/newsroom/claims/{{claim:guid}}/status",
            "reason",
            (house, text) => ChangeClaimAsync(house, text, null)
        ),
        new(
            $"POST {Api}/newsroom/claims/{{claim:guid}}/articles",
            "title",
            (house, text) => ChangeClaimAsync(house, null, text)
        ),
        new($"PUT {Api}/newsroom/claims/{{claim:guid}}", "sentence, reason", CorrectClaimAsync),
        new($"PUT {Api}/newsroom/sources/{{source:guid}}", "name", CorrectSourceAsync),
        new($"PUT {Api}/newsroom/attributions/{{attribution:guid}}", "source", CorrectChainAsync),
        new("POST /{site}/newsroom/attributions/{attribution:guid}", "source", CorrectChainByFormAsync),
        new("POST /{site}/newsroom/claims/{claim:guid}", "claim, why", CorrectClaimByFormAsync),
        new("POST /{site}/newsroom/sources/{source:guid}", "source", CorrectSourceByFormAsync),
        Form(
            "POST /{site}/newsroom/pages",
            "address of a page",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/newsroom/pages", [("url", text), ("reason", text)])
        ),
        Form(
            "POST /{site}/newsroom/reports/new",
            "standfirst",
            house => house.Moderator,
            (_, text) =>
                ($"{House.Site}/newsroom/reports/new", [("headline", "A mill"), ("text", "It turns."), ("standfirst", text)])
        ),
        new("POST /{site}/newsroom/reports/{story:guid}", "text", ChangeReportByFormAsync),
        new("POST /{site}/newsroom/reports/{story:guid}/sources", "source", NameSourceByFormAsync),
        new(
            "POST /{site}/newsroom/claims/{claim:guid}/status",
            "reason",
            (house, text) => ChangeClaimByFormAsync(house, text, null)
        ),
        new(
            "POST /{site}/newsroom/claims/{claim:guid}/articles",
            "title",
            (house, text) => ChangeClaimByFormAsync(house, null, text)
        ),
        new($"PUT {Api}/threads/{{thread:guid}}/drafts/{{draft:guid}}", "body", KeepDraftAsync),
        new(
            $"PUT {Api}/order",
            "order",
            house => house.Writer,
            text => ($"{House.Api}/order", new { order = text }),
            HttpMethod.Put
        ),
        new(
            $"POST {Api}/threads",
            "url, identifier",
            house => house.Moderator,
            text => ($"{House.Api}/threads", new { url = text, identifier = text })
        ),
        new("POST /api/v1/counts", "urls", CountAsync) { IsSource = false },
        new("POST /api/v1/session", "email, password", SignInAsync),
        new(
            "POST /api/v1/session/frame",
            "code",
            house => house.Visitor,
            text => ("/api/v1/session/frame", new { code = text })
        ),
        // Guests come before accounts, whose names they may not have.
        new("POST /api/v1/guests", "name", GuestByApiAsync) { IsSource = false },
        new("POST /api/v1/guests", "email", async (house, text) => new(await EnterAsync(house, "Ole", text)))
        {
            IsSource = false,
        },
        new("POST /{site}/t/{thread:guid}/comments", "body", PostByFormAsync),
        new("POST /{site}/t/{thread:guid}/comments", "guestName", GuestAsync) { IsSource = false },
        Form(
            "POST /{site}/t/{thread:guid}/comments",
            "guestEmail",
            house => house.Visitor,
            (house, text) =>
                (
                    $"{House.Site}/t/{house.Thread}/comments",
                    [("body", $"Words {Guid.NewGuid():N}"), ("guestName", House.FreshName()), ("guestEmail", text)]
                )
        ),
        new(
            $"POST {Api}/session/token",
            "token",
            house => house.Visitor,
            text => (TestServer.Api + "/session/token", new { token = text })
        ),
        new("POST /api/v1/accounts", "name", SignUpNameAsync) { IsSource = false },
        new("POST /api/v1/accounts", "email", SignUpEmailAsync) { IsSource = false },
        new("POST /api/v1/accounts", "password", SignUpPasswordAsync),
        new(
            "POST /api/v1/accounts",
            "site",
            house => house.Visitor,
            text =>
                (
                    "/api/v1/accounts",
                    new
                    {
                        site = text,
                        email = "x",
                        password = "x",
                        name = "x",
                    }
                )
        ),
        new("POST /t/comments", "body", PostFirstByFormAsync),
        new("POST /{site}/c/{comment:guid}/reply", "body", ReplyByFormAsync),
        new("POST /{site}/c/{comment:guid}/edit", "body", EditByFormAsync),
        new("POST /{site}/c/{comment:guid}/report", "words", ReportByFormAsync) { IsOptional = true },
        Form(
            "POST /{site}/sign-in",
            "email, password",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/sign-in", [("email", text), ("password", text)])
        ),
        Form(
            "POST /{site}/sign-in",
            "words",
            house => house.Visitor,
            (house, text) =>
                (
                    $"{House.Site}/sign-in",
                    [
                        ("words", text),
                        ("place", $"{House.Site}/t/{house.Thread}/comments"),
                        ("return", text),
                        ("with-title", text),
                    ]
                )
        ),
        new("POST /{site}/sign-up", "name", SignUpByFormAsync) { IsSource = false },
        Form(
            "POST /{site}/invitation",
            "code, password",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/invitation", [("code", text), ("name", text), ("password", text)])
        ),
        new(
            $"POST {Api}/invitation",
            "code, password",
            house => house.Visitor,
            text =>
                (
                    $"{House.Api}/invitation",
                    new
                    {
                        code = text,
                        name = text,
                        password = text,
                    }
                )
        ),
        new(
            $"POST {Api}/staff/invitations",
            "email",
            house => house.Moderator,
            text =>
                (
                    $"{House.Api}/staff/invitations",
                    new
                    {
                        email = text,
                        role = "moderator",
                        days = 1,
                    }
                )
        )
        {
            IsSource = false,
        },
        new(
            $"PUT {Api}/staff/{{reader:guid}}",
            "role",
            house => house.Moderator,
            text => ($"{House.Api}/staff/{Guid.NewGuid()}", new { role = text })
        )
        {
            IsSource = false,
        },
        Form(
            "POST /{site}/console/staff/{reader:guid}/role",
            "role",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/staff/{Guid.NewGuid()}/role", [("role", text)])
        ) with
        {
            IsSource = false,
        },
        Form(
            "POST /{site}/console/staff/invitations",
            "email",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/staff/invitations", [("email", text), ("role", "moderator"), ("days", "1")])
        ) with
        {
            IsSource = false,
        },
        Form(
            "POST /{site}/sign-out",
            "everywhere",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/sign-out", [("everywhere", text)])
        ),
        Form("POST /sign-in-link", "code", house => house.Visitor, (_, text) => ("/sign-in-link", [("code", text)])),
        Form(
            "POST /{site}/reset",
            "code, password",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/reset", [("code", text), ("password", text)])
        ),
        Form(
            "POST /{site}/forgotten",
            "email",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/forgotten", [("email", text)])
        ),
        Form("POST /{site}/confirm", "code", house => house.Visitor, (_, text) => ($"{House.Site}/confirm", [("code", text)])),
        Form(
            "POST /{site}/second-factor",
            "second code",
            house => house.Visitor,
            (_, text) => ($"{House.Site}/second-factor", [("code", text), ("state", text), ("credential", text)])
        ),
        Form(
            "POST /{site}/account/second-factor/app",
            "code, password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/second-factor/app", [("offer", text), ("code", text), ("password", text)])
        ),
        Form(
            "POST /{site}/account/second-factor/passkey",
            "code, password",
            house => house.Other,
            (_, text) =>
                (
                    $"{House.Site}/account/second-factor/passkey",
                    [("name", text), ("state", text), ("credential", text), ("password", text)]
                )
        ),
        Form(
            "POST /{site}/account/second-factor/remove",
            "code, password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/second-factor/remove", [("factor", text), ("password", text)])
        ),
        Form(
            "POST /{site}/account/second-factor/codes",
            "code, password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/second-factor/codes", [("password", text)])
        ),
        new(
            "POST /api/v1/session/second-factor",
            "code",
            house => house.Visitor,
            text =>
                (
                    "/api/v1/session/second-factor",
                    new
                    {
                        code = text,
                        state = text,
                        credential = text,
                    }
                )
        ),
        Form(
            "POST /{site}/account/leave",
            "code, password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/leave", [("words", "keep"), ("password", text)])
        ),
        new(
            $"PUT {Api}/account/leaving",
            "code, password",
            house => house.Other,
            text => ($"{House.Api}/account/leaving", new { password = text, words = text }),
            HttpMethod.Put
        ),
        new("POST /{site}/account/name", "name", ChangeNameAsync) { IsSource = false },
        Form(
            "POST /{site}/account/email",
            "email, password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/email", [("email", text), ("password", text)])
        ),
        Form(
            "POST /{site}/account/password",
            "password, new-password",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/password", [("password", text), ("new-password", text)])
        ),
        Form(
            "POST /{site}/account/sessions",
            "session",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/sessions", [("session", text)])
        ),
        Form(
            "POST /{site}/account/letters",
            "wanted",
            house => house.Other,
            (_, text) => ($"{House.Site}/account/letters", [("wanted", text)])
        ),
        Form("POST /{site}/me/feed", "open", house => house.Other, (_, text) => ($"{House.Site}/me/feed", [("open", text)])),
        Form(
            "POST /{site}/me/mutes",
            "reader",
            house => house.Other,
            (_, text) => ($"{House.Site}/me/mutes", [("reader", text)])
        ),
        Form(
            "POST /{site}/c/{comment:guid}/mute",
            "do",
            house => house.Other,
            (house, text) => ($"{House.Site}/c/{house.Thread}/mute", [("mute", text)])
        ),
        new("POST /{site}/console/comments/{comment:guid}/decision", "words", DecideByFormAsync) { IsOptional = true },
        Form(
            "POST /{site}/console/threads/{thread:guid}",
            "do",
            house => house.Moderator,
            (house, text) => ($"{House.Site}/console/threads/{house.Thread}", [("do", text)])
        ),
        Form(
            "POST /{site}/c/{comment:guid}/marks",
            "do",
            house => house.Moderator,
            (house, text) => ($"{House.Site}/c/{house.Thread}/marks", [("do", text)])
        ),
        new("POST /{site}/t/{thread:guid}/question", "body", AskByFormAsync),
        new("POST /{site}/c/{comment:guid}/challenge", "evidence", ChallengeAsync) { IsSource = false },
        new("POST /{site}/replies/{code}", "words", SendReplyAsync),
        new("POST /{site}/newsroom/replies/{reply:guid}", "words", PublishReplyAsync) { IsOptional = true },
        new("POST /{site}/newsroom/corrections/{comment:guid}", "reason", AnswerChallengeAsync) { IsSource = false },
        new("POST /{site}/console/writers/{reader:guid}/sanctions", "words", SanctionByFormAsync),
        Form(
            "POST /{site}/console/comments/{comment:guid}/lease",
            "do",
            house => house.Moderator,
            (house, text) => ($"{House.Site}/console/comments/{house.Thread}/lease", [("do", text)])
        ),
        new("POST /{site}/console/comments/{comment:guid}/release", "words", HandOnAsync) { IsOptional = true },
        new("POST /{site}/console/batch", "words", DecideBatchByFormAsync) { IsOptional = true },
        new("POST /{site}/console/notes", "words", NoteForShiftAsync),
        new(
            $"POST {Api}/moderation/second-looks/{{look:guid}}/settlement",
            "words of a settlement",
            house => house.Moderator,
            text => ($"{House.Api}/moderation/second-looks/{Guid.NewGuid()}/settlement", new { overturns = true, words = text })
        ),
        Form(
            "POST /{site}/console/differences/{look:guid}",
            "words of a settlement",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/differences/{Guid.NewGuid()}", [("do", "overturn"), ("words", text)])
        ),
        new("POST /{site}/console/writers/{reader:guid}/notes", "words", NoteOnWriterAsync),
        Form(
            "POST /{site}/console/token",
            "token to look at",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/token", [("token", text), ("address", text)])
        ),
        Form(
            "POST /{site}/console/try-text",
            "text to try",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/try-text", [("text", text)])
        ),
        new("POST /{site}/console/rules", "meaning-0", (house, text) => SaveRuleByFormAsync(house, text, "meaning-0"))
        {
            IsOptional = true,
        },
        new("POST /{site}/console/rules", "text-1-0-en", (house, text) => SaveRuleByFormAsync(house, text, "text-1-0-en"))
        {
            IsOptional = true,
        },
        Form(
            "POST /{site}/console/checks",
            "hosts",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/checks", [("do", "save"), ("version", "99"), ("hosts-listed-hosts", text)])
        ),
        new(
            $"POST {Api}/hooks",
            "address of a service",
            house => house.Moderator,
            text =>
                (
                    $"{House.Api}/hooks",
                    new
                    {
                        name = "x",
                        url = text,
                        mode = "off",
                    }
                )
        ),
        new(
            $"PUT {Api}/hooks/{{hook:guid}}",
            "address of a service",
            house => house.Moderator,
            text =>
                (
                    $"{House.Api}/hooks/{Guid.NewGuid()}",
                    new
                    {
                        version = 1,
                        name = text,
                        url = text,
                        mode = "off",
                    }
                ),
            HttpMethod.Put
        ),
        Form(
            "POST /{site}/console/hooks",
            "address of a service",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/hooks", [("do", "save"), ("mode", "off"), ("name", text), ("url", text)])
        ),
        new("POST /{site}/console/words", "suspect", SaveListByFormAsync),
        new("POST /{site}/console/words", "text", TryListByFormAsync),
        new($"PUT {Api}/moderation/policies/{{scope}}", "sentence", SavePolicyAsync) { IsOptional = true },
        new($"PUT {Api}/moderation/policies/threads/{{thread:guid}}", "note", SaveNoteAsync) { IsOptional = true },
        // Where it worked, nobody else would write meanwhile.
        new(
            $"PUT {Api}/moderation/policies/stop",
            "sentence of a stop",
            house => house.Writer,
            text => ($"{House.Api}/moderation/policies/stop", new { sentence = text }),
            HttpMethod.Put
        ),
        Form(
            "POST /{site}/console/policies/stop",
            "do",
            house => house.Moderator,
            (_, text) => ($"{House.Site}/console/policies/stop", [("do", text)])
        ),
        new("POST /{site}/newsroom/dossiers", "title", MakeDossierByFormAsync),
        new("POST /{site}/newsroom/dossiers/{dossier:guid}", "lead", SaveDossierByFormAsync) { IsOptional = true },
        new("POST /{site}/console/policies/edit", "sentence", SavePolicyByFormAsync) { IsOptional = true },
        new("POST /{site}/console/threads/{thread:guid}/policy", "note", SaveNoteByFormAsync) { IsOptional = true },
    ];

    /// <summary>What changes something without a word.</summary>
    public static IReadOnlyList<string> WithoutText { get; } =
    [
        // What comes by these is scored and read again nowhere, or kept for a model alone: Perspective/WireTests, SuggestScoreTests.
        "POST /v1alpha1/comments:analyze",
        "OPTIONS /v1alpha1/comments:analyze",
        "POST /v1alpha1/comments:suggestscore",
        "OPTIONS /v1alpha1/comments:suggestscore",
        "POST /api/v1/score",
        // Numbers alone.
        "POST /{site}/console/own-model",
        "POST /{site}/console/scoring-keys",
        "POST /{site}/console/scoring-keys/revoke",
        "DELETE /api/v1/session",
        "DELETE /api/v1/sessions",
        "DELETE /api/v1/sessions/{id}",
        $"DELETE {Api}/comments/{{comment:guid}}",
        $"PUT {Api}/comments/{{comment:guid}}/appreciation",
        $"DELETE {Api}/comments/{{comment:guid}}/appreciation",
        $"PUT {Api}/comments/{{comment:guid}}/pick",
        $"DELETE {Api}/comments/{{comment:guid}}/pick",
        $"PUT {Api}/comments/{{comment:guid}}/pin",
        $"DELETE {Api}/comments/{{comment:guid}}/pin",
        $"PUT {Api}/newsroom/evening/{{comment:guid}}/useful",
        $"PUT {Api}/newsroom/evening/{{comment:guid}}/not-useful",
        $"DELETE {Api}/newsroom/evening/{{comment:guid}}/mark",
        "POST /{site}/newsroom/evening/{comment:guid}",
        $"DELETE {Api}/newsroom/dossiers/{{dossier:guid}}/lines/{{line:guid}}",
        $"DELETE {Api}/threads/{{thread:guid}}/question",
        $"POST {Api}/newsroom/reports/{{story:guid}}/publication",
        $"PUT {Api}/newsroom/reports/{{story:guid}}/claims/{{claim:guid}}/seen",
        $"DELETE {Api}/newsroom/reports/{{story:guid}}/picture",
        $"DELETE {Api}/newsroom/reports/{{story:guid}}/attributions/{{attribution:guid}}",
        "POST /{site}/newsroom/reports/{story:guid}/sources/{attribution:guid}/remove",
        "POST /{site}/newsroom/reports/{story:guid}/sources/{attribution:guid}/reply",
        $"PUT {Api}/account/letters",
        $"DELETE {Api}/account/letters",
        $"PUT {Api}/notifications/read",
        $"PUT {Api}/threads/{{thread:guid}}/visit",
        $"PUT {Api}/threads/{{thread:guid}}/folds",
        $"PUT {Api}/threads/{{thread:guid}}/arrival",
        $"DELETE {Api}/threads/{{thread:guid}}/drafts/{{draft:guid}}",
        "POST /{site}/notifications",
        "POST /{site}/letters/stop",
        "POST /{site}/letters/stop/all",
        $"PUT {Api}/comments/{{comment:guid}}/mute",
        $"DELETE {Api}/mutes/{{reader:guid}}",
        $"PUT {Api}/comments/mine/feed",
        $"DELETE {Api}/comments/mine/feed",
        $"DELETE {Api}/moderation/decisions/last",
        $"PUT {Api}/moderation/comments/{{comment:guid}}/lease",
        $"DELETE {Api}/moderation/comments/{{comment:guid}}/lease",
        $"DELETE {Api}/moderation/notes/{{note:guid}}",
        $"PUT {Api}/moderation/threads/{{thread:guid}}/closed",
        $"DELETE {Api}/moderation/threads/{{thread:guid}}/closed",
        $"DELETE {Api}/moderation/policies/stop",
        $"DELETE {Api}/moderation/policies/{{scope}}",
        $"DELETE {Api}/moderation/policies/threads/{{thread:guid}}",
        $"DELETE {Api}/moderation/sanctions/{{sanction:guid}}",
        $"PUT {Api}/warnings/{{warning:guid}}/read",
        "POST /{site}/me/warnings/{warning:guid}/read",
        $"POST {Api}/hooks/{{hook:guid}}/secret",
        $"DELETE {Api}/hooks/{{hook:guid}}",
        $"DELETE {Api}/staff/invitations/{{invitation:guid}}",
        $"DELETE {Api}/staff/{{reader:guid}}",
        "POST /{site}/console/staff/invitations/{invitation:guid}/withdraw",
        "POST /{site}/console/staff/{reader:guid}/take",
        "POST /api/v1/session/passkey",
        $"POST {Api}/account/passkey",
        "POST /{site}/account/leave/take-back",
        $"DELETE {Api}/account/leaving",
        "POST /{site}/account/confirm",
        $"POST {Api}/account/confirm",
        "POST /{site}/c/{comment:guid}/appreciate",
        "POST /{site}/c/{comment:guid}/delete",
        "POST /{site}/console/decisions/{decision:guid}/undo",
        "POST /{site}/console/sanctions/{sanction:guid}/lift",
        "POST /{site}/console/notes/{note:guid}/remove",
        "POST /{site}/console/flaggers/{reader:guid}/revoke",
        $"DELETE {Api}/moderation/flaggers/{{reader:guid}}",
        $"POST {Api}/moderation/orders/{{order:guid}}/receipt",
        $"POST {Api}/moderation/second-looks/{{look:guid}}",
        "POST /{site}/console/second-look/{look:guid}",
        $"PUT {Api}/moderation/care",
        "POST /{site}/console/care",
        "POST /{site}/console/care/pause",
    ];

    private const string Api = "/api/v1/sites/{site}";

    // A door behind which nothing is kept: it has only to answer.
    private Door(
        string endpoint,
        string field,
        Func<House, TestVisitor> who,
        Func<string, (string Url, object Json)> request,
        HttpMethod? method = null
    )
        : this(
            endpoint,
            field,
            async (house, text) =>
            {
                var (url, json) = request(text);
                return new Passage(await who(house).SendAsync(method ?? HttpMethod.Post, url, JsonContent.Create(json)));
            }
        ) { }

    private static Door Form(
        string endpoint,
        string field,
        Func<House, TestVisitor> who,
        Func<House, string, (string Url, (string, string)[] Fields)> request
    ) =>
        new(
            endpoint,
            field,
            async (house, text) =>
            {
                var (url, fields) = request(house, text);
                return new Passage(await who(house).SendFormAsync(url, fields));
            }
        );

    private static async Task<Passage> PostAsync(House house, string text)
    {
        var id = Guid.CreateVersion7();
        var answer = await house.Writer.SayAsync(house.Thread, text, id: id);
        return answer.Status == HttpStatusCode.Created
            ? new Passage(
                answer,
                (string?)answer.Json["comment"]!["body"],
                await house.MineAsync(id),
                (string?)(await house.CaseAsync(id))["comment"]!["body"]
            )
            : new Passage(answer);
    }

    private static async Task<Passage> PostFirstAsync(House house, string text)
    {
        var id = Guid.CreateVersion7();
        var url = $"https://news.example/first-{id:N}";
        var answer = await house.Writer.PostAsync(
            $"{House.Api}/comments",
            new
            {
                id,
                body = text,
                url,
            }
        );
        return answer.Status == HttpStatusCode.Created ? new Passage(answer, await house.MineAsync(id)) : new Passage(answer);
    }

    // Only staff see it: a browser claimed it.
    private static async Task<Passage> PostTitleAsync(House house, string text)
    {
        var id = Guid.CreateVersion7();
        var url = $"https://news.example/first-{id:N}";
        var body = $"Words {Guid.NewGuid():N}";
        return new Passage(
            await house.Writer.PostAsync(
                $"{House.Api}/comments",
                new
                {
                    id,
                    body,
                    url,
                    title = text,
                }
            )
        );
    }

    private static async Task<Passage> EditAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Writer.PatchAsync($"{House.Api}/comments/{id}", new { body = text });
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var mine = await house.MineAsync(id);
        await house.Writer.PatchAsync($"{House.Api}/comments/{id}", new { body = $"Words {Guid.NewGuid():N}" });
        return new Passage(answer, mine, (string?)(await house.CaseAsync(id))["earlier"]!.AsArray()[^1]!["body"]);
    }

    private static async Task<Passage> ReportAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Other.PostAsync($"{House.Api}/comments/{id}/reports", new { reason = "abuse", words = text });
        return answer.Status == HttpStatusCode.NoContent
            ? new Passage(answer, (string?)(await house.CaseAsync(id))["reports"]![0]!["words"])
            : new Passage(answer);
    }

    private static async Task<Passage> NoticeAsync(
        House house,
        string words = "It is a threat.",
        string? law = null,
        string name = "Nan"
    )
    {
        var id = await house.CommentAsync();
        var answer = await house.Visitor.PostAsync(
            $"{House.Api}/comments/{id}/notices",
            new
            {
                words,
                law,
                name,
                email = House.FreshMail(),
                goodFaith = true,
            }
        );
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var kept = (await house.CaseAsync(id))["notices"]![0]!;
        return new Passage(
            answer,
            (string?)
                kept[
                    law is not null ? "law"
                    : name == "Nan" ? "words"
                    : "name"
                ]
        );
    }

    private static async Task<Passage> NameFlaggerAsync(House house, string text)
    {
        using var office = await house.Server.ReaderAsync();
        return await NamedAsync(
            house,
            office.Id,
            await house.Moderator.PutAsync($"{House.Api}/moderation/flaggers/{office.Id}", new { body = text })
        );
    }

    private static async Task<Passage> NameFlaggerByFormAsync(House house, string text)
    {
        using var office = await house.Server.ReaderAsync();
        return await NamedAsync(
            house,
            office.Id,
            await house.Moderator.SendFormAsync($"{House.Site}/console/flaggers", ("name", office.Name), ("body", text))
        );
    }

    private static async Task<Passage> NamedAsync(House house, Guid office, TestAnswer answer)
    {
        if ((int)answer.Status >= 400)
            return new Passage(answer);
        var all = (await house.Moderator.GetAsync($"{House.Api}/moderation/flaggers")).Json["flaggers"]!.AsArray();
        return new Passage(answer, (string?)all.Single(one => (Guid)one!["readerId"]! == office)!["body"]);
    }

    private static async Task<Passage> EnterOrderAsync(
        House house,
        string named = "A text.",
        string authority = "Office",
        string? territory = null
    )
    {
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/orders",
            new
            {
                kind = "information",
                authority,
                country = "AT",
                reference = Guid.NewGuid(),
                basis = "A law",
                territory,
                named,
            }
        );
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var kept = (await house.Moderator.GetAsync($"{House.Api}/moderation/orders/{(Guid)answer.Json["id"]!}")).Json;
        return new Passage(
            answer,
            (string?)
                kept[
                    named != "A text." ? "named"
                    : authority != "Office" ? "authority"
                    : "territory"
                ]
        );
    }

    private static async Task<Guid> OrderAsync(House house) => (Guid)(await EnterOrderAsync(house)).Answer.Json["id"]!;

    private static async Task<Passage> AnswerOrderAsync(House house, string text)
    {
        var id = await OrderAsync(house);
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/orders/{id}/answer",
            new { outcome = "done", words = text }
        );
        return await AnsweredAsync(house, id, answer);
    }

    private static async Task<Passage> AnswerOrderByFormAsync(House house, string text)
    {
        var id = await OrderAsync(house);
        var answer = await house.Moderator.SendFormAsync($"{House.Site}/console/orders/{id}", ("do", "done"), ("words", text));
        return await AnsweredAsync(house, id, answer);
    }

    private static async Task<Passage> AnsweredAsync(House house, Guid id, TestAnswer answer) =>
        (int)answer.Status >= 400
            ? new Passage(answer)
            : new Passage(
                answer,
                (string?)(await house.Moderator.GetAsync($"{House.Api}/moderation/orders/{id}")).Json["words"]
            );

    private static async Task<Passage> SilenceOrderAsync(House house, string text)
    {
        var id = await RemovalAsync(house);
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/orders/{id}/silence",
            new { until = house.Server.Clock.GetUtcNow().AddDays(1), words = text }
        );
        return await SilencedAsync(house, id, answer);
    }

    private static async Task<Passage> SilenceOrderByFormAsync(House house, string text)
    {
        var id = await RemovalAsync(house);
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/orders/{id}/silence",
            ("do", "end"),
            ("words", text)
        );
        return await SilencedAsync(house, id, answer);
    }

    private static async Task<Guid> RemovalAsync(House house) =>
        Guid.Parse((await EnterOrderByFormAsync(house, "A text.")).Answer.Location.Split('/')[^1]);

    private static async Task<Passage> SilencedAsync(House house, Guid id, TestAnswer answer)
    {
        if ((int)answer.Status >= 400)
            return new Passage(answer);
        var kept = (await house.Moderator.GetAsync($"{House.Api}/moderation/orders/{id}")).Json["silences"]!.AsArray();
        return new Passage(answer, (string?)kept[0]!["words"]);
    }

    private static async Task<Passage> EnterOrderByFormAsync(House house, string text)
    {
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/orders",
            ("kind", "removal"),
            ("authority", "Office"),
            ("country", "AT"),
            ("reference", $"{Guid.NewGuid()}"),
            ("basis", "A law"),
            ("named", text)
        );
        if (answer.Status != HttpStatusCode.SeeOther)
            return new Passage(answer);
        var id = answer.Location.Split('/')[^1];
        return new Passage(
            answer,
            (string?)(await house.Moderator.GetAsync($"{House.Api}/moderation/orders/{id}")).Json["named"]
        );
    }

    private static async Task<Passage> NoticeByFormAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Visitor.SendFormAsync(
            $"{House.Site}/c/{id}/notice",
            ("words", text),
            ("name", "Nan"),
            ("email", House.FreshMail()),
            ("goodFaith", "1")
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, (string?)(await house.CaseAsync(id))["notices"]![0]!["words"])
            : new Passage(answer);
    }

    private static async Task<Passage> DecideAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/comments/{id}/decision",
            new
            {
                decision = "remove",
                rule = 1,
                words = text,
            }
        );
        return answer.Status == HttpStatusCode.OK ? await StatedAsync(house, id, answer) : new Passage(answer);
    }

    private static async Task<Passage> DecideBatchAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/batches",
            new
            {
                comments = new[] { id },
                decision = "reject",
                rule = 1,
                words = text,
                seenAt = DateTimeOffset.MaxValue,
            }
        );
        return answer.Status == HttpStatusCode.OK ? await StatedAsync(house, id, answer) : new Passage(answer);
    }

    private static async Task<Passage> NoteAsync(House house, string text)
    {
        var answer = await house.Moderator.PostAsync($"{House.Api}/moderation/notes", new { words = text });
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var notes = (await house.Moderator.GetAsync($"{House.Api}/moderation/notes")).Json["notes"]!.AsArray();
        var id = (string?)answer.Json["id"];
        return new Passage(answer, (string?)notes.Single(note => (string?)note!["id"] == id)!["words"]);
    }

    private static async Task<Passage> StatedAsync(House house, Guid comment, TestAnswer answer) =>
        new(answer, (string?)(await house.CaseAsync(comment))["restrictions"]!.AsArray()[^1]!["words"]);

    private static async Task<Passage> SanctionAsync(House house, string text)
    {
        using var writer = await house.Server.ReaderAsync();
        var comment = await writer.PublishAsync(house.Thread, $"Words {Guid.NewGuid():N}");
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/readers/{writer.Id}/sanctions",
            new { kind = "hold", words = text }
        );
        return answer.Status == HttpStatusCode.OK
            ? new Passage(
                answer,
                (string?)answer.Json["words"],
                (string?)(await house.CaseAsync(comment))["writer"]!["sanctions"]![0]!["words"]
            )
            : new Passage(answer);
    }

    private static async Task<Passage> ObjectAsync(House house, string text)
    {
        var (comment, code) = await ContestableAsync(house);
        var answer = await house.Visitor.PostAsync($"{House.Api}/objections", new { code, words = text });
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, (string?)answer.Json["words"], await ObjectionAsync(house, comment, "words"))
            : new Passage(answer);
    }

    private static async Task<Passage> ObjectByFormAsync(House house, string text)
    {
        var (comment, code) = await ContestableAsync(house);
        var answer = await house.Visitor.SendFormAsync($"{House.Site}/objections/{code}", ("words", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, await ObjectionAsync(house, comment, "words"))
            : new Passage(answer);
    }

    private static async Task<Passage> DecideObjectionAsync(House house, string text)
    {
        var (comment, objection) = await ObjectedAsync(house);
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/objections/{objection}",
            ("do", "keep"),
            ("words", text)
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, await ObjectionAsync(house, comment, "answer"))
            : new Passage(answer);
    }

    private static async Task<Passage> DecideObjectionByJsonAsync(House house, string text)
    {
        var (comment, objection) = await ObjectedAsync(house);
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/moderation/objections/{objection}/decision",
            new { reverses = false, words = text }
        );
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, await ObjectionAsync(house, comment, "answer"))
            : new Passage(answer);
    }

    // Somebody objects to what was decided about a comment.
    private static async Task<(Guid Comment, Guid Objection)> ObjectedAsync(House house)
    {
        var (comment, code) = await ContestableAsync(house);
        await house.Visitor.PostAsync($"{House.Api}/objections", new { code, words = "It is not true." });
        // As though somebody else had decided the first time.
        await house.Server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE objection SET first_by = reader_id WHERE site_id = @site AND about_id = @comment",
                    [("@site", house.Server.Site.Id), ("@comment", comment)],
                    default
                ),
            default
        );
        var ids = await house.Server.ListAsync(
            "SELECT id FROM objection WHERE site_id = @site AND about_id = @comment",
            [("@site", house.Server.Site.Id), ("@comment", comment)],
            row => row.Guid(0)
        );
        return (comment, ids[0]);
    }

    // A comment that was removed, with the code by which its writer objects.
    private static async Task<(Guid Comment, string Code)> ContestableAsync(House house)
    {
        var comment = await house.CommentAsync();
        await house.Moderator.PostAsync(
            $"{House.Api}/moderation/comments/{comment}/decision",
            new { decision = "remove", rule = 1 }
        );
        var codes = await house.Server.ListAsync(
            "SELECT code FROM statement WHERE site_id = @site AND comment_id = @comment",
            [("@site", house.Server.Site.Id), ("@comment", comment)],
            row => row.Text(0)
        );
        return (comment, codes[0]);
    }

    private static async Task<string?> ObjectionAsync(House house, Guid comment, string column) =>
        (
            await house.Server.ListAsync(
                $"SELECT {column} FROM objection WHERE site_id = @site AND about_id = @comment",
                [("@site", house.Server.Site.Id), ("@comment", comment)],
                row => row.TextOrNull(0)
            )
        )[0];

    private static async Task<Passage> SanctionByFormAsync(House house, string text)
    {
        using var writer = await house.Server.ReaderAsync();
        var comment = await writer.PublishAsync(house.Thread, $"Words {Guid.NewGuid():N}");
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/writers/{writer.Id}/sanctions",
            ("kind", "hold"),
            ("words", text)
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, (string?)(await house.CaseAsync(comment))["writer"]!["sanctions"]![0]!["words"])
            : new Passage(answer);
    }

    private static async Task<Passage> HandOnAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Moderator.SendFormAsync($"{House.Site}/console/comments/{id}/release", ("words", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(
                answer,
                (string?)
                    (await house.CaseAsync(id))["notes"]!
                        .AsArray()
                        .SingleOrDefault(note => !(bool)note!["isOfWriter"]!)
                        ?["words"]
            )
            : new Passage(answer);
    }

    private static async Task<Passage> DecideBatchByFormAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/batch",
            ("do", "reject"),
            ("rule", "1"),
            ("comments", id.ToString("N")),
            ("seen", DateTimeOffset.MaxValue.ToMicros().ToString("x", CultureInfo.InvariantCulture)),
            ("words", text)
        );
        return answer.Status == HttpStatusCode.SeeOther ? await StatedAsync(house, id, answer) : new Passage(answer);
    }

    // Others write notes meanwhile.
    private static async Task<Passage> NoteForShiftAsync(House house, string text)
    {
        var url = $"{House.Site}/console/notes";
        var answer = await house.Moderator.SendFormAsync(url, ("words", text));
        if (answer.Status != HttpStatusCode.SeeOther)
            return new Passage(answer);
        var page = new HtmlParser().ParseDocument((await house.Moderator.GetAsync(url)).Text);
        var notes = page.QuerySelectorAll(".dk-said").Select(note => note.TextContent).ToList();
        return new Passage(answer, notes.Find(note => note == Texts.Expected(text)) ?? notes[0]);
    }

    private static async Task<Passage> NoteOnWriterAsync(House house, string text)
    {
        using var writer = await house.Server.ReaderAsync();
        var comment = await writer.PublishAsync(house.Thread, $"Words {Guid.NewGuid():N}");
        var answer = await house.Moderator.SendFormAsync($"{House.Site}/console/writers/{writer.Id}/notes", ("words", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, (string?)(await house.CaseAsync(comment))["notes"]![0]!["words"])
            : new Passage(answer);
    }

    private static async Task<Passage> AskAsync(House house, string text)
    {
        var answer = await house.Moderator.PutAsync($"{House.Api}/threads/{house.Thread}/question", new { body = text });
        return answer.Status == HttpStatusCode.OK ? new Passage(answer, (string?)answer.Json["body"]) : new Passage(answer);
    }

    private static async Task<Passage> WriteReportAsync(House house, string text)
    {
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/newsroom/reports",
            new { headline = text, text = "It turns." }
        );
        if (answer.Status != HttpStatusCode.Created)
            return new Passage(answer);
        var page = new HtmlParser().ParseDocument(
            (await house.Moderator.GetAsync($"{House.Site}/newsroom/reports/{(string)answer.Json["story"]!}")).Text
        );
        return new Passage(answer, page.QuerySelector("#headline")!.GetAttribute("value"));
    }

    private static async Task<string> ReportAsync(House house) =>
        (string)
            (
                await house.Moderator.PostAsync(
                    $"{House.Api}/newsroom/reports",
                    new { headline = "A mill", text = "It turns." }
                )
            ).Json["story"]!;

    private static async Task<Passage> ChangeReportAsync(House house, string text) =>
        new(
            await house.Moderator.PutAsync(
                $"{House.Api}/newsroom/reports/{await ReportAsync(house)}",
                new
                {
                    headline = "A mill",
                    text,
                    number = 1,
                }
            )
        );

    private static async Task<Passage> DescribePictureAsync(House house, string text)
    {
        var report = await ReportAsync(house);
        using var picture = new ByteArrayContent(PictureSamples.Jpeg(640, 360));
        var answer = await house.Moderator.SendAsync(
            HttpMethod.Put,
            $"{House.Api}/newsroom/reports/{report}/picture?number=1&description={Uri.EscapeDataString(text)}",
            picture
        );
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var page = new HtmlParser().ParseDocument(
            (await house.Moderator.GetAsync($"{House.Site}/newsroom/reports/{report}")).Text
        );
        var read = page.QuerySelector("#picture-description")!.GetAttribute("value");
        return new Passage(answer, string.IsNullOrEmpty(read) ? null : read);
    }

    private static async Task<Passage> ChangeReportByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/reports/{await ReportAsync(house)}",
                ("headline", "A mill"),
                ("text", text),
                ("number", "1")
            )
        );

    // What is looked over is kept nowhere.
    private static async Task<Passage> LookOverAsync(House house, string text) =>
        new(
            await house.Moderator.PostAsync(
                $"{House.Api}/newsroom/reports/{await ReportAsync(house)}/checks",
                new
                {
                    headline = "A mill",
                    text,
                    number = 1,
                }
            )
        );

    private static async Task<Passage> ProtectAsync(House house, string text) =>
        new(
            await house.Moderator.PostAsync(
                $"{House.Api}/newsroom/reports/{await ReportAsync(house)}/protected-words",
                new { words = text }
            )
        );

    private static async Task<Passage> ProtectByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/reports/{await ReportAsync(house)}/protected-words",
                ("words", text)
            )
        );

    private static async Task<Passage> NameSourceAsync(House house, string text) =>
        new(await SourceAsync(house, await ReportAsync(house), text));

    private static Task<TestAnswer> SourceAsync(House house, string report, string name) =>
        house.Moderator.PostAsync(
            $"{House.Api}/newsroom/reports/{report}/attributions",
            new
            {
                words = "It turns.",
                chain = new[] { new { source = new { name } } },
                claim = new { sentence = "The mill turns." },
            }
        );

    private static async Task<Passage> NameSourceByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/reports/{await ReportAsync(house)}/sources",
                ("words", "It turns."),
                ("source", text)
            )
        );

    // A published report that names a person, and the link by which that person answers.
    private static async Task<string> ReplyLinkAsync(House house)
    {
        var report = await ReportAsync(house);
        await house.Moderator.PostAsync($"{House.Api}/newsroom/reports/{report}/publication", new { });
        await SourceAsync(house, report, "Nan");
        var sources = new HtmlParser().ParseDocument(
            (await house.Moderator.GetAsync($"{House.Site}/newsroom/reports/{report}/sources")).Text
        );
        var offer = sources.QuerySelector("form[action$='/reply']")!;
        var offered = await house.Moderator.SendFormAsync(
            offer.GetAttribute("action")!,
            ("source", offer.QuerySelector("input[name=source]")!.GetAttribute("value")!)
        );
        var link = new HtmlParser().ParseDocument(offered.Text).QuerySelector("#link")!.GetAttribute("value")!;
        return new Uri(link).AbsolutePath;
    }

    private static async Task<Passage> SendReplyAsync(House house, string text)
    {
        var link = await ReplyLinkAsync(house);
        var answer = await house.Visitor.SendFormAsync(link, ("words", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(
                answer,
                new HtmlParser()
                    .ParseDocument((await house.Visitor.GetAsync(link)).Text)
                    .QuerySelector("p.pl-kept")!
                    .TextContent
            )
            : new Passage(answer);
    }

    private static async Task<Passage> PublishReplyAsync(House house, string text)
    {
        await house.Visitor.SendFormAsync(await ReplyLinkAsync(house), ("words", "It turned."));
        var desk = new HtmlParser().ParseDocument((await house.Moderator.GetAsync($"{House.Site}/newsroom/replies")).Text);
        var reply = desk.QuerySelector("button[value=publish]")!.Closest("form")!.GetAttribute("action")!;
        var answer = await house.Moderator.SendFormAsync(reply, ("do", "publish"), ("words", text));
        if (answer.Status != HttpStatusCode.SeeOther)
            await house.Moderator.SendFormAsync(reply, ("do", "refuse"), ("words", "It is not for us."));
        return new Passage(answer);
    }

    private static async Task<string> ClaimAsync(House house) =>
        (string)(await SourceAsync(house, await ReportAsync(house), "Nan")).Json["claim"]!;

    private static async Task<Passage> ChangeClaimAsync(House house, string? reason, string? title)
    {
        var url = $"{House.Api}/newsroom/claims/{await ClaimAsync(house)}";
        return new(
            title is null
                ? await house.Moderator.PostAsync($"{url}/status", new { status = "disputed", reason })
                : await house.Moderator.PostAsync($"{url}/articles", new { outlet = "The Meridian", title })
        );
    }

    private static async Task<Passage> ChangeClaimByFormAsync(House house, string? reason, string? title)
    {
        var url = $"{House.Site}/newsroom/claims/{await ClaimAsync(house)}";
        return new(
            title is null
                ? await house.Moderator.SendFormAsync($"{url}/status", ("status", "disputed"), ("reason", reason!))
                : await house.Moderator.SendFormAsync($"{url}/articles", ("outlet", "The Meridian"), ("title", title))
        );
    }

    private static async Task<Passage> CorrectClaimAsync(House house, string text)
    {
        var url = $"{House.Api}/newsroom/claims/{await ClaimAsync(house)}";
        var answer = await house.Moderator.PutAsync(
            url,
            new
            {
                sentence = text,
                reason = text,
                number = 0,
            }
        );
        return new(answer, answer.Status == HttpStatusCode.OK ? (string?)answer.Json["claim"]!["sentence"] : null);
    }

    private static async Task<Passage> CorrectClaimByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/claims/{await ClaimAsync(house)}",
                ("claim", text),
                ("why", text),
                ("number", "0")
            )
        );

    private static async Task<string> AttributionAsync(House house) =>
        (string)(await SourceAsync(house, await ReportAsync(house), "Nan")).Json["id"]!;

    private static async Task<Passage> CorrectChainAsync(House house, string text)
    {
        // A person who is known by another spelling is taken in that one; unnamed people may be described alike.
        var source = new
        {
            name = text,
            kind = "unnamed",
            whyUnnamed = "They fear for their work.",
        };
        var answer = await house.Moderator.PutAsync(
            $"{House.Api}/newsroom/attributions/{await AttributionAsync(house)}",
            new { chain = new[] { new { source } }, number = 0 }
        );
        return new(answer, answer.Status == HttpStatusCode.OK ? (string?)answer.Json["chain"]![0]!["source"]!["name"] : null);
    }

    private static async Task<Passage> CorrectChainByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/attributions/{await AttributionAsync(house)}",
                ("source-1", text),
                ("kind-1", "person"),
                ("number", "0")
            )
        );

    private static async Task<string> LastSourceAsync(House house)
    {
        await ClaimAsync(house);
        return (string)(await house.Moderator.GetAsync($"{House.Api}/newsroom/sources")).Json["sources"]![0]!["id"]!;
    }

    private static async Task<Passage> CorrectSourceAsync(House house, string text)
    {
        var url = $"{House.Api}/newsroom/sources/{await LastSourceAsync(house)}";
        // Unnamed people may be described alike.
        var answer = await house.Moderator.PutAsync(
            url,
            new
            {
                name = text,
                kind = "unnamed",
                number = 0,
            }
        );
        return new(answer, answer.Status == HttpStatusCode.OK ? (string?)answer.Json["source"]!["name"] : null);
    }

    private static async Task<Passage> CorrectSourceByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/newsroom/sources/{await LastSourceAsync(house)}",
                ("source", text),
                ("kind", "unnamed"),
                ("number", "0")
            )
        );

    private static async Task<Passage> KeepDraftAsync(House house, string text)
    {
        var id = Guid.CreateVersion7();
        var door = $"{House.Api}/threads/{house.Thread}";
        var answer = await house.Writer.PutAsync($"{door}/drafts/{id}", new { body = text });
        if (answer.Status != HttpStatusCode.NoContent)
            return new Passage(answer);
        var kept = (await house.Writer.PutAsync($"{door}/visit", new { version = 0 })).Json["drafts"]!.AsArray();
        await house.Writer.DeleteAsync($"{door}/drafts/{id}");
        return new Passage(answer, (string?)kept.Single(draft => (Guid)draft!["id"]! == id)!["body"]);
    }

    private static async Task<Passage> AskByFormAsync(House house, string text)
    {
        var url = $"{House.Site}/t/{house.Thread}/question";
        var answer = await house.Moderator.SendFormAsync(url, ("body", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, BoxOf(await house.Moderator.GetAsync(url), "question-body"))
            : new Passage(answer);
    }

    private static async Task<Passage> ChallengeAsync(House house, string text)
    {
        var url = $"{House.Site}/c/{await house.CommentAsync()}/challenge";
        var answer = await house.Writer.SendFormAsync(url, ("evidence", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(
                answer,
                new HtmlParser()
                    .ParseDocument((await house.Writer.GetAsync(url)).Text)
                    .GetElementById("evidence")!
                    .GetAttribute("value")
            )
            : new Passage(answer);
    }

    private static async Task<Passage> AnswerChallengeAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        await house.Writer.SendFormAsync($"{House.Site}/c/{id}/challenge", ("evidence", "The list says so."));
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/newsroom/corrections/{id}",
            ("do", "keep"),
            ("reason", text)
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, (string?)(await house.Writer.GetAsync($"{House.Api}/comments/{id}")).Json["answer"]!["text"])
            : new Passage(answer);
    }

    // A tag that no story has: nobody else is kept from writing.
    private static string TagOf(House house) => $"scope=tag&name=house-{house.Thread:N}";

    private static async Task<Passage> SavePolicyAsync(House house, string text)
    {
        var answer = await house.Moderator.PutAsync(
            $"{House.Api}/moderation/policies/tag?{TagOf(house)}",
            new { state = "closed", sentence = text }
        );
        if (answer.Status != HttpStatusCode.OK)
            return new Passage(answer);
        var kept = (await house.Moderator.GetAsync($"{House.Api}/moderation/policies")).Json["policies"]!.AsArray();
        var ours = kept.Single(one => (string?)one!["name"] == $"house-{house.Thread:N}")!["policy"]!;
        return new Passage(answer, (string?)answer.Json["sentence"], (string?)ours["sentence"]);
    }

    private static async Task<Passage> MakeDossierAsync(House house, string text)
    {
        var answer = await house.Moderator.PostAsync(
            $"{House.Api}/newsroom/dossiers",
            new { title = text, isPublished = true }
        );
        return answer.Status == HttpStatusCode.Created
            ? new Passage(
                answer,
                (string?)(await house.Visitor.GetAsync($"{House.Api}/dossiers/{answer.Json["slug"]}")).Json["title"]
            )
            : new Passage(answer);
    }

    /// <summary>A dossier that is public, by its id and its name in addresses.</summary>
    private static async Task<(Guid Id, string Slug)> DossierAsync(House house)
    {
        var made = await house.Moderator.PostAsync(
            $"{House.Api}/newsroom/dossiers",
            new { title = "Bread", isPublished = true }
        );
        return ((Guid)made.Json["id"]!, (string)made.Json["slug"]!);
    }

    private static async Task<Passage> SaveDossierAsync(House house, string text)
    {
        var (id, slug) = await DossierAsync(house);
        var answer = await house.Moderator.PutAsync(
            $"{House.Api}/newsroom/dossiers/{id}",
            new { title = "Bread", lead = text }
        );
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, (string?)(await house.Visitor.GetAsync($"{House.Api}/dossiers/{slug}")).Json["lead"])
            : new Passage(answer);
    }

    private static async Task<Passage> PutActorAsync(House house, string text, bool isNew)
    {
        var (id, _) = await DossierAsync(house);
        var lines = $"{House.Api}/newsroom/dossiers/{id}/lines";
        var actor = new { kind = "actor", name = text };
        var answer = isNew
            ? await house.Moderator.PostAsync(lines, actor)
            : await house.Moderator.PutAsync(
                $"{lines}/{(await house.Moderator.PostAsync(lines, new { kind = "actor", name = "Lantern" })).Json["id"]}",
                actor
            );
        return (int)answer.Status < 400
            ? new Passage(
                answer,
                (string?)(await house.Moderator.GetAsync($"{House.Api}/newsroom/dossiers/{id}")).Json["actors"]![0]!["name"]
            )
            : new Passage(answer);
    }

    private static async Task<Passage> MakeDossierByFormAsync(House house, string text)
    {
        var answer = await house.Moderator.SendFormAsync($"{House.Site}/newsroom/dossiers", ("title", text));
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, FieldOf(await house.Moderator.GetAsync(answer.Location), "save-title"))
            : new Passage(answer);
    }

    private static async Task<Passage> SaveDossierByFormAsync(House house, string text)
    {
        var (id, slug) = await DossierAsync(house);
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/newsroom/dossiers/{id}",
            ("title", "Bread"),
            ("lead", text),
            ("do", "save")
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, (string?)(await house.Visitor.GetAsync($"{House.Api}/dossiers/{slug}")).Json["lead"])
            : new Passage(answer);
    }

    private static async Task<Passage> SavePolicyByFormAsync(House house, string text)
    {
        var url = $"{House.Site}/console/policies/edit?{TagOf(house)}";
        var answer = await house.Moderator.SendFormAsync(url, ("state", "closed"), ("sentence", text), ("do", "save"));
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, FieldOf(await house.Moderator.GetAsync(url), "sentence"))
            : new Passage(answer);
    }

    private static async Task<Passage> SaveNoteAsync(House house, string text)
    {
        var url = $"{House.Api}/moderation/policies/threads/{house.Thread}";
        var answer = await house.Moderator.PutAsync(url, new { note = text });
        return answer.Status == HttpStatusCode.OK
            ? new Passage(
                answer,
                (string?)(await house.Moderator.GetAsync(url)).Json["note"],
                (string?)(await house.Visitor.GetAsync($"{House.Api}/threads/{house.Thread}")).Json["note"]
            )
            : new Passage(answer);
    }

    private static async Task<Passage> SaveNoteByFormAsync(House house, string text)
    {
        var url = $"{House.Site}/console/threads/{house.Thread}/policy";
        var answer = await house.Moderator.SendFormAsync(url, ("note", text), ("do", "save"));
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, BoxOf(await house.Moderator.GetAsync(url), "note") is { Length: > 0 } read ? read : null)
            : new Passage(answer);
    }

    private static string? FieldOf(TestAnswer page, string id) =>
        new HtmlParser().ParseDocument(page.Text).GetElementById(id) is IHtmlInputElement { Value.Length: > 0 } field
            ? field.Value
            : null;

    private static Task<Passage> SaveListAsync(House house, string text) =>
        House.WithListsAsync(async () =>
        {
            var url = $"{House.Api}/moderation/word-lists/suspect";
            var (before, version) = await house.ListAsync("suspect");
            var answer = await house.Moderator.PutAsync(url, new { text, version });
            if (answer.Status != HttpStatusCode.OK)
                return new Passage(answer);
            var (kept, now) = await house.ListAsync("suspect");
            await house.Moderator.PutAsync(url, new { text = before, version = now });
            return new Passage(answer, (string?)answer.Json["text"], kept);
        });

    // Rule 1 is always there: others decide by it meanwhile.
    private static Task<Passage> SaveRuleAsync(House house, string? name, string? meaning, string? ready = null) =>
        House.WithListsAsync(async () =>
        {
            var url = $"{House.Api}/rules";
            var version = (int)(await house.Visitor.GetAsync(url)).Json["version"]!;
            var rule = new
            {
                number = 1,
                name = name ?? $"Rule {Guid.NewGuid():N}",
                meaning,
            };
            // Under a rule that nobody decides by, for it goes along with what is decided.
            object[] rules = ready is null
                ? [rule]
                : [rule, new { name = $"Rule {Guid.NewGuid():N}", texts = new[] { new { @in = new { en = ready } } } }];
            var answer = await house.Moderator.PutAsync(url, new { version, rules });
            if (answer.Status != HttpStatusCode.OK)
                return new Passage(answer);
            var all = (await house.Moderator.GetAsync(url)).Json["rules"]!;
            if (ready is not null)
                return new Passage(answer, (string?)all[1]!["texts"]?[0]!["in"]!["en"]);
            var kept = all[0]!;
            return new Passage(answer, (string)kept[name is null ? "meaning" : "name"]! is { Length: > 0 } read ? read : null);
        });

    private static Task<Passage> SaveRuleByFormAsync(House house, string text, string box) =>
        House.WithListsAsync(async () =>
        {
            var url = $"{House.Site}/console/rules";
            var version = (int)(await house.Visitor.GetAsync($"{House.Api}/rules")).Json["version"]!;
            var answer = await house.Moderator.SendFormAsync(
                url,
                ("version", version.ToString(CultureInfo.InvariantCulture)),
                ("number-0", "1"),
                ("name-0", $"Rule {Guid.NewGuid():N}"),
                ("name-1", box.StartsWith("text", StringComparison.Ordinal) ? $"Rule {Guid.NewGuid():N}" : ""),
                (box, text)
            );
            return answer.Status == HttpStatusCode.OK
                ? new Passage(answer, BoxOf(await house.Moderator.GetAsync(url), box) is { Length: > 0 } read ? read : null)
                : new Passage(answer);
        });

    private static Task<Passage> SaveListByFormAsync(House house, string text) =>
        House.WithListsAsync(async () =>
        {
            var url = $"{House.Site}/console/words";
            var (before, version) = await house.ListAsync("suspect");
            var (banned, bannedVersion) = await house.ListAsync("banned");
            var (allowed, allowedVersion) = await house.ListAsync("allowed");
            var answer = await house.Moderator.SendFormAsync(
                url,
                ("do", "save"),
                ("banned", banned),
                ("banned-version", $"{bannedVersion}"),
                ("suspect", text),
                ("suspect-version", $"{version}"),
                ("allowed", allowed),
                ("allowed-version", $"{allowedVersion}")
            );
            if (answer.Status != HttpStatusCode.OK)
                return new Passage(answer);
            var (kept, now) = await house.ListAsync("suspect");
            await house.Moderator.PutAsync($"{House.Api}/moderation/word-lists/suspect", new { text = before, version = now });
            return new Passage(answer, kept, BoxOf(answer, "suspect"));
        });

    private static async Task<Passage> TryListAsync(House house, string text) =>
        new(
            await house.Moderator.PostAsync(
                $"{House.Api}/moderation/word-lists/try",
                new
                {
                    text,
                    banned = text,
                    suspect = text,
                    allowed = text,
                }
            )
        );

    private static async Task<Passage> TryListByFormAsync(House house, string text) =>
        new(
            await house.Moderator.SendFormAsync(
                $"{House.Site}/console/words",
                ("do", "try"),
                ("banned", text),
                ("banned-version", "0"),
                ("suspect", text),
                ("suspect-version", "0"),
                ("allowed", text),
                ("allowed-version", "0"),
                ("text", text)
            )
        );

    // The answer names each address exactly as it was asked, so that the page can find it.
    private static async Task<Passage> CountAsync(House house, string text)
    {
        var answer = await house.Visitor.PostAsync("/api/v1/counts", new { urls = new[] { text } });
        return new Passage(answer, (string?)answer.Json["counts"]![0]!["url"]);
    }

    private static async Task<Passage> SignInAsync(House house, string text) =>
        new(await house.Visitor.PostAsync("/api/v1/session", new { email = text, password = text }));

    private static async Task<Passage> SignUpNameAsync(House house, string text)
    {
        var answer = await SignUpAsync(house, House.FreshMail(), House.Password, text);
        return answer.Status == HttpStatusCode.Created
            ? new Passage(answer, await house.NameAsync(answer))
            : new Passage(answer);
    }

    private static async Task<Passage> SignUpByFormAsync(House house, string text)
    {
        // On the other site, since a name is one person's on each.
        var answer = await house.Visitor.SendFormAsync(
            $"/{TestServer.OtherSiteName}/sign-up",
            ("name", text),
            ("email", House.FreshMail()),
            ("password", House.Password)
        );
        return answer.Status == HttpStatusCode.SeeOther
            ? new Passage(answer, await house.NameAsync(answer, TestServer.OtherSiteName))
            : new Passage(answer);
    }

    private static Task<Passage> ChangeNameByApiAsync(House house, string text) =>
        ChangeNameAsync(
            house,
            House.FourthSite,
            reader => reader.PutAsync($"/api/v1/sites/{House.FourthSite}/account/name", new { name = text })
        );

    private static Task<Passage> ChangeNameAsync(House house, string text) =>
        ChangeNameAsync(
            house,
            House.ThirdSite,
            reader => reader.SendFormAsync($"/{House.ThirdSite}/account/name", ("name", text))
        );

    // By somebody who has just come, since a name is changed once a day; on a site where no other door takes the name first.
    private static async Task<Passage> ChangeNameAsync(House house, string site, Func<TestVisitor, Task<TestAnswer>> change)
    {
        var came = await house.Visitor.SendFormAsync(
            $"/{site}/sign-up",
            ("name", House.FreshName()),
            ("email", House.FreshMail()),
            ("password", House.Password)
        );
        using var reader = house.As(came);
        var answer = await change(reader);
        return (int)answer.Status < 400 ? new Passage(answer, await house.NameAsync(came, site)) : new Passage(answer);
    }

    // What was taken opens again, and so was not cut or mended on the way.
    private static async Task<Passage> SignUpEmailAsync(House house, string text)
    {
        var answer = await SignUpAsync(house, text, House.Password, House.FreshName());
        if (answer.Status != HttpStatusCode.Created)
            return new Passage(answer);
        var again = await house.Visitor.PostAsync("/api/v1/session", new { email = text, password = House.Password });
        return new Passage(answer, again.Status == HttpStatusCode.OK ? text : again.Text);
    }

    private static async Task<Passage> SignUpPasswordAsync(House house, string text)
    {
        var email = House.FreshMail();
        var answer = await SignUpAsync(house, email, text, House.FreshName());
        if (answer.Status != HttpStatusCode.Created)
            return new Passage(answer);
        var again = await house.Visitor.PostAsync("/api/v1/session", new { email, password = text });
        var longer = await house.Visitor.PostAsync("/api/v1/session", new { email, password = text + "x" });
        var isKept = again.Status == HttpStatusCode.OK && longer.Status == HttpStatusCode.Unauthorized;
        return new Passage(answer, isKept ? Texts.Expected(text) : $"{again.Status} {longer.Status}");
    }

    private static async Task<Passage> GuestByApiAsync(House house, string text)
    {
        var answer = await EnterAsync(house, text, House.FreshMail());
        return answer.Status == HttpStatusCode.Created
            ? new Passage(answer, await house.NameAsync(answer))
            : new Passage(answer);
    }

    private static Task<TestAnswer> EnterAsync(House house, string name, string email) =>
        house.Visitor.PostAsync(
            "/api/v1/guests",
            new
            {
                site = TestServer.SiteName,
                name,
                email,
            }
        );

    private static Task<TestAnswer> SignUpAsync(House house, string email, string password, string name) =>
        house.Visitor.PostAsync(
            "/api/v1/accounts",
            new
            {
                site = TestServer.SiteName,
                email,
                password,
                name,
            }
        );

    private static async Task<Passage> PostByFormAsync(House house, string text) =>
        await PostedAsync(house, await house.Writer.SendFormAsync($"{House.Site}/t/{house.Thread}/comments", ("body", text)));

    private static async Task<Passage> PostFirstByFormAsync(House house, string text) =>
        await PostedAsync(
            house,
            await house.Writer.SendFormAsync(
                "/t/comments",
                ("url", $"https://news.example/first-{Guid.NewGuid():N}"),
                ("id", ""),
                ("body", text)
            )
        );

    private static async Task<Passage> ReplyByFormAsync(House house, string text) =>
        await PostedAsync(
            house,
            await house.Writer.SendFormAsync($"{House.Site}/c/{await house.CommentAsync()}/reply", ("body", text))
        );

    private static async Task<Passage> EditByFormAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Writer.SendFormAsync($"{House.Site}/c/{id}/edit", ("body", text));
        if ((int)answer.Status >= 400)
            return new Passage(answer);
        // And what the form shows to be mended again is what is kept.
        var form = await house.Writer.GetAsync($"{House.Site}/c/{id}/edit");
        return new Passage(answer, await house.MineAsync(id), BoxOf(form, "compose-body"));
    }

    // A published comment is where the answer leads; one that waits is on the page of the answer.
    private static async Task<Passage> PostedAsync(House house, TestAnswer answer)
    {
        if ((int)answer.Status >= 400)
            return new Passage(answer);
        var id =
            answer.Status == HttpStatusCode.OK
                ? answer.CommentIds[^1]
                : Guid.Parse(
                    answer.Location.Contains("#c-", StringComparison.Ordinal)
                        ? answer.Location.Split("#c-")[1]
                        : answer.Location.Split("/c/")[1].Split('?')[0]
                );
        return new Passage(answer, await house.MineAsync(id));
    }

    private static async Task<Passage> GuestAsync(House house, string text)
    {
        var answer = await house.Visitor.SendFormAsync(
            $"{House.Site}/t/{house.Thread}/comments",
            ("body", $"Words {Guid.NewGuid():N}"),
            ("guestName", text),
            ("guestEmail", House.FreshMail())
        );
        return (int)answer.Status < 400 ? new Passage(answer, await house.NameAsync(answer)) : new Passage(answer);
    }

    private static async Task<Passage> ReportByFormAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Other.SendFormAsync($"{House.Site}/c/{id}/report", ("reason", "abuse"), ("words", text));
        return answer.Status == HttpStatusCode.OK
            ? new Passage(answer, (string?)(await house.CaseAsync(id))["reports"]![0]!["words"])
            : new Passage(answer);
    }

    private static async Task<Passage> DecideByFormAsync(House house, string text)
    {
        var id = await house.CommentAsync();
        var answer = await house.Moderator.SendFormAsync(
            $"{House.Site}/console/comments/{id}/decision?seen={(int)CommentState.Published}.",
            ("do", "reject"),
            ("rule", "1"),
            ("words", text)
        );
        return answer.Status == HttpStatusCode.SeeOther ? await StatedAsync(house, id, answer) : new Passage(answer);
    }

    /// <summary>What a box to write in holds, as a browser shows it.</summary>
    public static string? BoxOf(TestAnswer page, string id) =>
        new HtmlParser().ParseDocument(page.Text).GetElementById(id) is IHtmlTextAreaElement box ? box.TextContent : null;
}
