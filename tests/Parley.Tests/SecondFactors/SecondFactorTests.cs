using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Parley.Http;
using Parley.Readers;
using Parley.SecondFactors;
using Parley.Sites;
using Parley.Tests.Mail;
using Parley.Tests.Setup;
using Parley.Tests.Staff;
using Xunit;

namespace Parley.Tests.SecondFactors;

/// <summary>An account that asks for more than its password, by every way that there is into it.</summary>
public sealed partial class SecondFactorTests
{
    private const string Site = $"/{TestServer.SiteName}";
    private const string Password = "three herons at dusk";
    private const string Mine = $"{Site}/account/second-factor";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_password_alone_opens_nothing_and_a_code_opens_it_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var elsewhere = await SignInAsync(server);
        var owner = await SetUpAsync(server, ada);
        Assert.True((bool)(await WhoAsync(owner.Browser))["hasPassedSecondFactor"]!);
        // The browsers that were signed in by the password alone are not any more.
        Assert.False((bool)(await WhoAsync(elsewhere))["isSignedIn"]!);
        using var half = await SignInAsync(server);

        Assert.True((bool)(await WhoAsync(half))["needsSecondFactor"]!);
        var account = await half.GetAsync($"{Site}/account");
        Assert.Equal(
            (HttpStatusCode.SeeOther, $"{Site}/second-factor?return=%2F{TestServer.SiteName}%2Faccount"),
            (account.Status, account.Location)
        );
        Assert.Equal("second-factor-needed", (await half.GetAsync($"{TestServer.Api}/account")).Code);
        Assert.Equal("second-factor-needed", (await half.GetAsync("/api/v1/sessions")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await PassAsync(half, "000000")).Status);
        server.Clock.Turn(TimeSpan.FromSeconds(60));
        var code = owner.Code(server);
        var passed = await half.SendFormAsync($"{Site}/second-factor", ("code", code), ("return", $"{Site}/me"));

        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/me"), (passed.Status, passed.Location));
        using var whole = server.As(passed);
        Assert.True((bool)(await WhoAsync(whole))["isSignedIn"]!);
        using var thief = await SignInAsync(server);
        Assert.Equal("second-factor-wrong", (await PassAsync(thief, code)).Code);
        server.Clock.Turn(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await PassAsync(thief, owner.Code(server))).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_code_on_paper_opens_it_once_and_new_ones_end_the_old(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var owner = await SetUpAsync(server, ada);
        Assert.Equal(10, owner.Paper.Distinct().Count());
        using var half = await SignInAsync(server);
        using var second = await SignInAsync(server);
        using var third = await SignInAsync(server);

        Assert.Equal(HttpStatusCode.OK, (await PassAsync(half, owner.Paper[0].ToLowerInvariant())).Status);
        Assert.Equal("second-factor-wrong", (await PassAsync(second, owner.Paper[0])).Code);
        var renewed = await owner.Browser.SendFormAsync($"{Mine}/codes", ("password", Password));
        var paper = PaperOf(renewed.Text);

        Assert.Equal("second-factor-wrong", (await PassAsync(second, owner.Paper[1])).Code);
        Assert.Equal(HttpStatusCode.OK, (await PassAsync(third, paper[1])).Status);
        var kept = await server.ListAsync("SELECT code_hash FROM recovery_code", [], row => row.Text(0));
        Assert.Equal(9, kept.Count);
        Assert.DoesNotContain(kept, hash => paper.Any(code => hash.Contains(code, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_link_and_no_frame_leads_past_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var owner = await SetUpAsync(server, ada);
        using var visitor = server.Visitor();
        var frame = await owner.Browser.SendFormAsync(
            $"{Site}/sign-in",
            ("for", "frame"),
            ("origin", "https://news.example"),
            ("go", "on")
        );
        var frameCode = FrameCode().Match(frame.Text).Groups[1].Value;
        var framed = await visitor.PostAsync("/api/v1/session/frame", new { code = frameCode });
        Assert.Equal(HttpStatusCode.OK, framed.Status);
        var inFrame = await visitor.GetAsync("/api/v1/session", ("Cookie", framed.Headers["set-cookie"].Split(';')[0]));
        Assert.True((bool)inFrame.Json["hasPassedSecondFactor"]!);

        var link = (await server.Get<MakeLinks>().ForNewPasswordAsync(Email(server), default)).Value!;
        var chosen = await visitor.SendFormAsync(
            link.Split('?')[0],
            ("code", link.Split('=')[1]),
            ("password", "nine gulls on the roof")
        );

        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/second-factor"), (chosen.Status, chosen.Location));
        using var recovered = server.As(chosen);
        Assert.False((bool)(await WhoAsync(recovered))["isSignedIn"]!);
        var refused = await recovered.SendFormAsync(
            $"{Site}/sign-in",
            ("for", "frame"),
            ("origin", "https://news.example"),
            ("go", "on")
        );
        Assert.DoesNotContain("data-code", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PassAsync(recovered, owner.Paper[3])).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_a_site_asks_its_staff_for_one_their_role_opens_nothing_until_they_have_passed_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { StaffNeedSecondFactor = true });
        using var ada = await server.ReaderAsync();
        await server.ChangeRoleAsync(ada.Id, ReaderRole.Administrator);

        var console = await ada.GetAsync($"{Site}/console");
        Assert.Equal((HttpStatusCode.SeeOther, Mine), (console.Status, console.Location.Split('?')[0]));
        Assert.Equal("second-factor-needed", (await ada.GetAsync($"{TestServer.Api}/moderation/queue")).Code);
        Assert.Equal("reader", await InvitationTests.RoleAsync(ada));
        Assert.Contains("asks its staff", (await ada.GetAsync(Mine)).Text, StringComparison.Ordinal);
        var owner = await SetUpAsync(server, ada);
        Assert.Equal(HttpStatusCode.OK, (await owner.Browser.GetAsync($"{Site}/console")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.Browser.GetAsync($"{TestServer.Api}/moderation/queue")).Status);

        var factor = (await owner.Browser.GetAsync($"{TestServer.Api}/account/second-factors")).Json["factors"]![0]!["id"]!;
        var guessed = await owner.Browser.SendFormAsync(
            $"{Mine}/remove",
            ("factor", (string)factor!),
            ("password", "guessed it")
        );
        Assert.Equal(HttpStatusCode.Forbidden, guessed.Status);
        var removed = await owner.Browser.SendFormAsync($"{Mine}/remove", ("factor", (string)factor!), ("password", Password));
        using var without = server.As(removed);
        Assert.Equal("second-factor-needed", (await without.GetAsync($"{TestServer.Api}/moderation/queue")).Code);
    }

    [Fact]
    public async Task Where_reading_is_not_open_to_them_they_are_led_to_it_all_the_same()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var settings = new SiteSettings { StaffNeedSecondFactor = true, Read = new("entitlement:plus") };
        await using var server = await TestServer.StartAsync(database, settings);
        using var ada = await server.ReaderAsync();
        Assert.Equal("reading-not-open", (await ada.GetAsync($"{TestServer.Api}/moderation/queue")).Code);
        await server.ChangeRoleAsync(ada.Id, ReaderRole.Administrator);

        var console = await ada.GetAsync($"{Site}/console");
        Assert.Equal((HttpStatusCode.SeeOther, Mine), (console.Status, console.Location.Split('?')[0]));
        Assert.Equal("second-factor-needed", (await ada.GetAsync($"{TestServer.Api}/moderation/queue")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_operator_takes_it_off_and_the_database_alone_holds_no_key(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var owner = await SetUpAsync(server, ada);
        var kept = await server.ListAsync("SELECT content FROM second_factor", [], row => row.Text(0));
        Assert.DoesNotContain(owner.Key, Assert.Single(kept), StringComparison.OrdinalIgnoreCase);

        Assert.Equal(1, (await server.Get<ChangeFactors>().ForgetAsync(Email(server), default)).Value);

        Assert.False((bool)(await WhoAsync(owner.Browser))["isSignedIn"]!);
        using var again = await SignInAsync(server);
        Assert.True((bool)(await WhoAsync(again))["isSignedIn"]!);
        Assert.Equal(
            "email-unknown",
            (await server.Get<ChangeFactors>().ForgetAsync("no@body.example", default)).Problem!.Code
        );
    }

    [Fact]
    public async Task Another_accounts_key_and_another_accounts_challenge_are_taken_from_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var thief = await server.ReaderAsync();
        var (offer, key) = OfferOf((await thief.GetAsync(Mine)).Text);
        var code = CodeOf(key, server);

        var refused = await ada.SendFormAsync($"{Mine}/app", ("offer", offer), ("code", code), ("password", Password));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        var state = (string)(await thief.PostAsync($"{TestServer.Api}/account/passkey")).Json["state"]!;
        foreach (var credential in new[] { "{}", "null", "[1]", "no json", "{\"id\":\"\\ud800\"}" })
        {
            var made = await ada.SendFormAsync(
                $"{Mine}/passkey",
                ("state", state),
                ("credential", credential),
                ("password", Password)
            );
            Assert.Equal(HttpStatusCode.Forbidden, made.Status);
        }

        Assert.Empty((await ada.GetAsync($"{TestServer.Api}/account/second-factors")).Json["factors"]!.AsArray());
    }

    [Fact]
    public void Whoever_guesses_codes_is_slowed_down_from_anywhere_and_does_not_lock_the_owner_out()
    {
        var pace = new ReaderPace(new Pace(ReaderPace.Limits, TimeProvider.System));
        var account = Guid.NewGuid();

        for (var guess = 0; guess < 10; guess++)
            Assert.Null(pace.ForSecondFactor(From(1), account, isAppCode: true));
        Assert.NotNull(pace.ForSecondFactor(From(1), account, isAppCode: true));
        for (var network = 2; network < 17; network++)
            Assert.Null(pace.ForSecondFactor(From(network), account, isAppCode: true));

        Assert.NotNull(pace.ForSecondFactor(From(20), account, isAppCode: true));
        Assert.Null(pace.ForSecondFactor(From(21), account, isAppCode: false));
        Assert.Null(pace.ForSecondFactor(From(20), Guid.NewGuid(), isAppCode: true));

        static ClientAddress From(int network) =>
            ClientAddress.Of(IPAddress.Parse($"198.51.{network}.7"), default, TrustedProxies.Parse([], out _));
    }

    [Fact]
    public async Task Whoever_guesses_app_codes_from_everywhere_keeps_no_passkey_out()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(options => options.TrustedProxies.Add("127.0.0.0/8"))
        );
        using var ada = await server.ReaderAsync();
        await SetUpAsync(server, ada);
        using var half = await SignInAsync(server);
        server.Get<Pace>().IsKept = true;

        var guesses = new List<HttpStatusCode>();
        for (var network = 1; network <= 26; network++)
            guesses.Add((await SendAsync(network, ("code", $"{network:000000}"))).Status);
        var byForm = await SendAsync(30, ("state", "x"), ("credential", "x"));
        var byJson = await SendJsonAsync(31, new { state = "x", credential = "x" });
        var withCode = await SendJsonAsync(
            32,
            new
            {
                code = "000000",
                state = "x",
                credential = "x",
            }
        );
        var empty = await SendAsync(33, ("code", ""));

        Assert.Equal(HttpStatusCode.TooManyRequests, guesses[^1]);
        Assert.Equal(HttpStatusCode.Forbidden, byForm.Status);
        Assert.Equal("passkey-not-taken", byJson.Code);
        Assert.Equal("passkey-not-taken", withCode.Code);
        Assert.Equal(HttpStatusCode.Forbidden, empty.Status);

        Task<TestAnswer> SendAsync(int network, params (string Name, string Value)[] fields) =>
            half.SendAsync(
                HttpMethod.Post,
                $"{Site}/second-factor",
                new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
                ("X-Forwarded-For", $"198.51.{network}.7")
            );

        Task<TestAnswer> SendJsonAsync(int network, object body) =>
            half.SendAsync(
                HttpMethod.Post,
                "/api/v1/session/second-factor",
                JsonContent.Create(body),
                ("X-Forwarded-For", $"198.51.{network}.7")
            );
    }

    [Fact]
    public async Task Words_that_waited_for_signing_in_wait_for_the_second_factor_too()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var owner = await SetUpAsync(server, ada);
        using var visitor = server.Visitor();
        (string, string)[] words = [("words", "The mill turns."), ("place", $"{Site}/t/{Guid.NewGuid()}/comments")];

        var signedIn = await visitor.SendFormAsync(
            $"{Site}/sign-in",
            [("email", Email(server)), ("password", Password), .. words]
        );
        Assert.Contains("The mill turns.", signedIn.Text, StringComparison.Ordinal);
        using var half = server.As(signedIn);
        var asked = await half.SendFormAsync($"{Site}/second-factor", words);
        Assert.Contains("The mill turns.", asked.Text, StringComparison.Ordinal);
        var passed = await half.SendFormAsync($"{Site}/second-factor", [("code", owner.Paper[0]), .. words]);

        Assert.Equal(HttpStatusCode.OK, passed.Status);
        Assert.Contains("The mill turns.", passed.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_was_signed_in_by_the_password_alone_has_a_quarter_of_an_hour_and_one_half_session_a_browser(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var elsewhere = await SignInAsync(server);
        var owner = await SetUpAsync(server, ada);

        Assert.Equal(2, await CountAsync());
        Assert.True((bool)(await WhoAsync(elsewhere))["needsSecondFactor"]!);
        var again = await elsewhere.PostAsync("/api/v1/session", new { email = Email(server), password = Password });
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(2, await CountAsync());
        using var half = server.As(again);
        Assert.True((bool)(await WhoAsync(half))["needsSecondFactor"]!);
        Assert.Null((await WhoAsync(elsewhere))["needsSecondFactor"]);
        server.Clock.Turn(Session.HalfLife);

        Assert.Null((await WhoAsync(half))["needsSecondFactor"]);
        Assert.Equal(1, await CountAsync());
        Assert.True((bool)(await WhoAsync(owner.Browser))["isSignedIn"]!);

        async Task<int> CountAsync() =>
            (
                await server.ListAsync(
                    "SELECT token_hash FROM session WHERE expires_at > @now",
                    [("@now", server.Clock.GetUtcNow())],
                    row => row.Text(0)
                )
            ).Count;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_session_from_before_the_first_one_does_not_outlive_a_half_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var elsewhere = await SignInAsync(server);
        await SetUpAsync(server, ada);
        server.Clock.Turn(Session.HalfLife);

        Assert.Null((await WhoAsync(elsewhere))["needsSecondFactor"]);
    }

    [Fact]
    public async Task Whoever_owns_the_account_hears_by_letter_of_what_is_added_renewed_and_taken_off()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        using var ada = await server.ReaderAsync();

        var owner = await SetUpAsync(server, ada);
        await HearsAsync("A second factor for your account on The Harbour Courant");
        await owner.Browser.SendFormAsync($"{Mine}/codes", ("password", Password));
        await HearsAsync("New codes on paper for your account on The Harbour Courant");
        var factor = (Guid)
            (await owner.Browser.GetAsync($"{TestServer.Api}/account/second-factors")).Json["factors"]![0]!["id"]!;
        var wrong = await owner.Browser.SendFormAsync($"{Mine}/remove", ("password", "guessed it"), ("factor", $"{factor}"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        var gone = await owner.Browser.SendFormAsync($"{Mine}/remove", ("password", Password), ("factor", $"{factor}"));
        Assert.Equal(HttpStatusCode.SeeOther, gone.Status);
        await HearsAsync("A second factor less for your account on The Harbour Courant");
        Assert.Equal(3, office.Delivered.Count(one => one.To == Email(server)));

        Task HearsAsync(string subject) =>
            Eventually.IsSoAsync(() =>
                Task.FromResult(office.Delivered.Any(one => one.To == Email(server) && one.Message.Subject == subject))
            );
    }

    private sealed record Owner(TestVisitor Browser, string Key, IReadOnlyList<string> Paper)
    {
        public string Code(TestServer server) => CodeOf(Key, server);
    }

    private static async Task<Owner> SetUpAsync(TestServer server, TestVisitor who)
    {
        var (offer, key) = OfferOf((await who.GetAsync(Mine)).Text);
        var done = await who.SendFormAsync(
            $"{Mine}/app",
            ("offer", offer),
            ("code", CodeOf(key, server)),
            ("password", Password)
        );
        Assert.Equal(HttpStatusCode.OK, done.Status);
        return new(server.As(done), key, PaperOf(done.Text));
    }

    private static async Task<TestVisitor> SignInAsync(TestServer server)
    {
        using var visitor = server.Visitor();
        var answer = await visitor.PostAsync("/api/v1/session", new { email = Email(server), password = Password });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return server.As(answer);
    }

    private static Task<TestAnswer> PassAsync(TestVisitor half, string code) =>
        half.PostAsync("/api/v1/session/second-factor", new { code });

    private static async Task<System.Text.Json.Nodes.JsonNode> WhoAsync(TestVisitor who) =>
        (await who.GetAsync("/api/v1/session")).Json;

    // The first reader of a server.
    private static string Email(TestServer server) => $"r1-{server.Address.Port}@harbour.example";

    private static string CodeOf(string key, TestServer server) =>
        new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(server.Clock.GetUtcNow().UtcDateTime);

    private static (string Offer, string Key) OfferOf(string page) =>
        (WebUtility.HtmlDecode(Offer().Match(page).Groups[1].Value), Key().Match(page).Groups[1].Value);

    private static List<string> PaperOf(string page) => [.. Paper().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("name=\"offer\" value=\"([^\"]+)\"")]
    private static partial Regex Offer();

    [GeneratedRegex("<code class=\"pl-copy\" dir=\"ltr\">([A-Z2-7]{32})</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<code class=\"pl-copy\" dir=\"ltr\">([A-Z2-9]{8}-[A-Z2-9]{8})</code>")]
    private static partial Regex Paper();

    [GeneratedRegex("data-code=\"([A-Z2-9]{8})\"")]
    private static partial Regex FrameCode();
}
