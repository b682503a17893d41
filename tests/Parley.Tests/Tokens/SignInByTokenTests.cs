using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Parley.Tokens;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Tokens;

public sealed class SignInByTokenTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_is_who_the_site_the_issuer_and_the_subject_say_and_no_address(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var other = await paper.OpenAsync(await paper.Node.FindOrAddSiteAsync("island-post", "The Island Post"));
        var ada = (await paper.Node.FindReaderAsync(await paper.Node.BeginAsync("Ada Korr", "ana@news.example")))!;

        var first = await paper.EnterAsync();
        var again = await paper.EnterAsync(claims => claims["email"] = "other@news.example");
        var second = await paper.EnterAsync(claims => claims["sub"] = "reader-1002");
        var byCoral = await paper.EnterAsync(
            Signer.Sign(paper.Coral(claims => claims["user"]!["id"] = "reader-1001"), paper.Named("coral"))
        );
        var elsewhere = await paper.EnterAsync(site: other);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(
            5,
            new[] { first, second, byCoral, elsewhere }.Select(reader => reader.Id).Append(ada.Id).Distinct().Count()
        );
        Assert.All(
            [first, second, byCoral, elsewhere],
            reader => Assert.Equal((ReaderKind.Signed, null), (reader.Kind, reader.AccountId))
        );
        // Names may repeat.
        Assert.Equal(["Ana Reader"], new[] { first, second, byCoral, elsewhere }.Select(reader => reader.Name).Distinct());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Our_own_token_signs_in_once_also_of_many_at_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var token = paper.Sign();

        var entered = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => paper.TryAsync(token)));

        Assert.Single(entered, one => one.IsSuccess);
        Assert.All(entered.Where(one => !one.IsSuccess), one => Assert.Equal(Problems.TokenSpent, one.Problem));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_same_page_once_more_changes_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var token = paper.Sign();
        var begun = (await paper.TryAsync(token)).Value!;

        var again = await paper.TryAsync(token, begun.Session!.Session);

        Assert.Equal((begun.Reader!.Id, null), (again.Value!.Reader!.Id, again.Value.Session));
        Assert.NotNull(await paper.Node.FindAsync(begun.Session));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_signs_out_is_not_signed_in_again_by_the_same_token(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var token = Signer.Sign(paper.Coral(claims => claims["jti"] = "c-1"), paper.Named("coral"));
        var (first, second) = ((await paper.TryAsync(token)).Value!.Session!, (await paper.TryAsync(token)).Value!.Session!);

        await paper.Node.Get<SignOut>().HandleAsync(first.Session, Cancel);

        Assert.Null(await paper.Node.FindAsync(first));
        Assert.NotNull(await paper.Node.FindAsync(second));
        Assert.Equal(Problems.TokenSpent, (await paper.TryAsync(token)).Problem);
        await paper.Node.Get<SignOut>().EverywhereAsync(second.Session, Cancel);
        Assert.Null(await paper.Node.FindAsync(second));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_out_everywhere_ends_the_tokens_of_every_device(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        string Token(string id) => Signer.Sign(paper.Coral(claims => claims["jti"] = id), paper.Named("coral"));
        var (first, second) = (
            (await paper.TryAsync(Token("a"))).Value!.Session!,
            (await paper.TryAsync(Token("b"))).Value!.Session!
        );

        await paper.Node.Get<SignOut>().EverywhereAsync(first.Session, Cancel);

        Assert.Null(await paper.Node.FindAsync(second));
        Assert.Equal(Problems.TokenSpent, (await paper.TryAsync(Token("b"))).Problem);
        Assert.True((await paper.TryAsync(Token("c"))).IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_without_a_reader_ends_what_a_token_began_and_nothing_else(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var begun = (await paper.TryAsync(paper.Sign())).Value!.Session!;
        var account = await paper.Node.BeginAsync("Bo Nyl", "bo@news.example");

        Assert.Null((await paper.TryAsync("", account.Session)).Value!.Reader);
        Assert.NotNull(await paper.Node.FindAsync(account));
        Assert.Null((await paper.TryAsync("", begun.Session)).Value!.Reader);
        Assert.Null(await paper.Node.FindAsync(begun));

        var next = (await paper.TryAsync(paper.Sign())).Value!.Session!;
        var nobody = Signer.SignForDisqus("[]", paper.Node.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.Null((await paper.TryAsync(nobody, next.Session)).Value!.Reader);
        Assert.Null(await paper.Node.FindAsync(next));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_and_a_role_follow_the_latest_token_on_every_node(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        await using var second = await ReaderNode.StartAsync(database, paper.Node.Clock);
        var site = paper.Site with { Settings = paper.Site.Settings with { TokenRoles = ["EDITOR=moderator"] } };
        var begun = (await paper.TryAsync(paper.Sign(claims => claims["role"] = "EDITOR"), site: site)).Value!.Session!;
        Assert.Equal(ReaderRole.Moderator, (await second.FindReaderAsync(begun, site))!.Role);

        void At(JsonObject claims, int seconds, string name)
        {
            claims["iat"] = (long)claims["iat"]! + seconds;
            claims["name"] = name;
        }

        var older = await paper.EnterAsync(claims => At(claims, -10, "Ana Old"));
        var newer = await paper.EnterAsync(claims => At(claims, 10, "Ana New"));

        Assert.Equal(("Ana Reader", ReaderRole.Moderator), (older.Name, older.Role));
        Assert.Equal(("Ana New", ReaderRole.Reader), (newer.Name, newer.Role));
        await ReaderNode.WaitForAsync(async () =>
            (await second.FindReaderAsync(begun, site)) is { Name: "Ana New", Role: ReaderRole.Reader }
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_token_takes_the_last_administrator_s_role_and_what_one_changes_is_on_record(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var site = paper.Site with { Settings = paper.Site.Settings with { TokenRoles = ["CHIEF=administrator"] } };
        var chief = (await EnterAsync("reader-1001", 1, "CHIEF")).Value!.Reader!;
        Assert.Equal(ReaderRole.Administrator, chief.Role);

        // They are let in, and stay what they are.
        Assert.Equal(ReaderRole.Administrator, (await EnterAsync("reader-1001", 2, null)).Value!.Reader!.Role);
        Assert.Equal(ReaderRole.Administrator, (await EnterAsync("reader-1002", 3, "CHIEF")).Value!.Reader!.Role);
        Assert.Equal(ReaderRole.Reader, (await EnterAsync("reader-1001", 4, null)).Value!.Reader!.Role);

        var recorded = await paper
            .Node.Get<Database>()
            .ReadAsync(
                scope =>
                    scope.ListAsync(
                        "SELECT subject_id FROM recorded WHERE site_id = @site AND kind = @role ORDER BY number",
                        [("@site", site.Id), ("@role", RecordKind.Role)],
                        row => row.Guid(0),
                        default
                    ),
                default
            );
        Assert.Equal(3, recorded.Count);
        Assert.Equal(chief.Id, recorded[2]);

        Task<Result<SignInByToken.Entered>> EnterAsync(string subject, int seconds, string? role) =>
            paper.TryAsync(
                paper.Sign(claims =>
                {
                    claims["sub"] = subject;
                    claims["iat"] = (long)claims["iat"]! + seconds;
                    if (role is not null)
                        claims["role"] = role;
                }),
                site: site
            );
    }

    [Theory]
    [InlineData("admin", null, ReaderRole.Reader)]
    [InlineData("EDITOR", null, ReaderRole.Reader)]
    [InlineData("EDITOR", "EDITOR=moderator", ReaderRole.Moderator)]
    [InlineData("editor", "EDITOR=moderator", ReaderRole.Reader)]
    [InlineData("ADMIN", "EDITOR=moderator,ADMIN=administrator", ReaderRole.Administrator)]
    [InlineData(null, "EDITOR=moderator", ReaderRole.Reader)]
    public void A_role_means_what_the_site_says_and_nothing_by_itself(string? told, string? said, object role) =>
        Assert.Equal(role, TokenRoles.RoleOf(new SiteSettings { TokenRoles = said?.Split(',') ?? [] }, told));

    [Theory]
    [InlineData("Ana Reader", "Ana Reader")]
    [InlineData("Ana\u202enimda", "Ananimda")]
    [InlineData("  Ana \u0007\t Reader ", "Ana Reader")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("Ö", "Ö")]
    [InlineData("\u200b\u200b", null)]
    [InlineData("Moderator", null)]
    [InlineData("Mоderator", null)]
    [InlineData("The Harbour Courant", null)]
    [InlineData("Z\u0301\u0301\u0301\u0301\u0301\u0301\u0301", null)]
    [InlineData("👩‍🚀 Ana", "👩‍🚀 Ana")]
    public async Task A_told_name_is_cleaned_and_nobody_is_called_like_the_house(string told, string? shown)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var paper = await Paper.StartAsync(database);

        var reader = await paper.EnterAsync(claims => claims["name"] = told);

        if (shown is null)
            Assert.Matches("^Reader [0-9A-F]{6}$", reader.Name);
        else
            Assert.Equal(shown, reader.Name);
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_cut_and_whoever_chose_one_shares_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var paper = await Paper.StartAsync(database);
        await paper.Node.BeginAsync("Bo Nyl", "bo@news.example");

        Assert.Equal(
            new string('a', DisplayName.MaxLength),
            (await paper.EnterAsync(claims => claims["name"] = new string('a', 400))).Name
        );
        Assert.Equal("Bo Nyl", (await paper.EnterAsync(claims => (claims["sub"], claims["name"]) = ("b", "Bo Nyl"))).Name);
    }

    [Fact]
    public async Task A_session_that_a_token_began_holds_for_a_day_however_much_it_is_used()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var paper = await Paper.StartAsync(database);
        var begun = (await paper.TryAsync(paper.Sign())).Value!.Session!;
        for (var hour = 0; hour < 23; hour++)
        {
            paper.Node.Clock.Advance(TimeSpan.FromHours(1));
            Assert.NotNull(await paper.Node.FindAsync(begun));
        }

        paper.Node.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await paper.Node.FindAsync(begun));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_that_is_retired_takes_everybody_along_whom_it_signed_in(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        await using var second = await ReaderNode.StartAsync(database, paper.Node.Clock);
        var (own, coral) = (paper.Sign(), Signer.Sign(paper.Coral(), paper.Named("coral")));
        var (byOwn, byCoral) = ((await paper.TryAsync(own)).Value!.Session!, (await paper.TryAsync(coral)).Value!.Session!);
        Assert.NotNull(await second.FindAsync(byOwn));

        Assert.True(await paper.Node.Get<TokenKeyStore>().RetireAsync(paper.Site.Id, "k1", Cancel));

        await ReaderNode.WaitForAsync(async () =>
            await second.FindAsync(byOwn) is null && await paper.Node.FindAsync(byOwn) is null
        );
        Assert.NotNull(await second.FindAsync(byCoral));
        Assert.Equal(Problems.TokenKeyUnknown, (await paper.TryAsync(paper.Sign())).Problem);
        Assert.False(await paper.Node.Get<TokenKeyStore>().RetireAsync(paper.Site.Id, "k1", Cancel));
        // The name is gone for good, and of the key nothing is left.
        Assert.Equal(
            Problems.TokenKeyNameTaken,
            await paper.Node.Get<TokenKeyStore>().AddAsync(paper.Site.Id, Signer.OwnKey, Cancel)
        );
        Assert.Equal(
            ["coral", "disqus", "k1"],
            (await paper.Node.Get<TokenKeyStore>().ListAsync(paper.Site.Id, Cancel)).Select(key => key.Name).Order()
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_that_follows_another_knows_its_readers(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var paper = await Paper.StartAsync(database);
        var next = Signer.OwnKey with { Name = "k2", Material = [.. Signer.OwnKey.Material, 1] };
        var before = await paper.EnterAsync();

        Assert.Null(await paper.Node.Get<TokenKeyStore>().AddAsync(paper.Site.Id, next, Cancel));
        await ReaderNode.WaitForAsync(async () =>
            (await paper.Node.Get<TokenKeyDirectory>().FindAsync(paper.Site.Id, Cancel)).Find("k2").IsSuccess
        );
        var after = await paper.EnterAsync(
            Signer.Sign("""{"alg":"HS256","kid":"k2"}""", paper.Claims().ToJsonString(), next.Material)
        );

        Assert.Equal(before.Id, after.Id);
    }

    /// <summary>A newspaper with keys of every form, and its own system that signs.</summary>
    private sealed class Paper(ReaderNode node) : IAsyncDisposable
    {
        private int tokens;

        public ReaderNode Node => node;
        public Site Site => node.Site;

        public static async Task<Paper> StartAsync(TestDatabase database)
        {
            var paper = new Paper(await ReaderNode.StartAsync(database));
            await paper.OpenAsync(paper.Site);
            return paper;
        }

        /// <summary>Gives a site the same keys.</summary>
        public async Task<Site> OpenAsync(Site site)
        {
            foreach (var key in (TokenKey[])[Signer.OwnKey, Signer.CoralKey, Signer.DisqusKey])
                Assert.Null(await node.Get<TokenKeyStore>().AddAsync(site.Id, key, Cancel));
            return site;
        }

        public JsonObject Named(string key) => new() { ["alg"] = "HS256", ["kid"] = key };

        /// <summary>The claims of a token of our own, made now.</summary>
        public JsonObject Claims(Site? site = null)
        {
            var claims = Signer.Own();
            var now = node.Clock.GetUtcNow().ToUnixTimeSeconds();
            (claims["iat"], claims["exp"], claims["jti"]) = (now - 5, now + 300, $"j-{Interlocked.Increment(ref tokens)}");
            claims["aud"] = "site:" + (site ?? Site).Name;
            return claims;
        }

        public JsonObject Coral(Action<JsonObject>? change = null)
        {
            var claims = Signer.Coral();
            claims["iat"] = node.Clock.GetUtcNow().ToUnixTimeSeconds();
            change?.Invoke(claims);
            return claims;
        }

        public string Sign(Action<JsonObject>? change = null, Site? site = null)
        {
            var claims = Claims(site);
            change?.Invoke(claims);
            return Signer.Sign(claims, Named("k1"));
        }

        public Task<Result<SignInByToken.Entered>> TryAsync(string token, Session? before = null, Site? site = null) =>
            node.Get<SignInByToken>().HandleAsync(site ?? Site, token, before, Cancel);

        public Task<Reader> EnterAsync(Action<JsonObject>? change = null, Site? site = null) =>
            EnterAsync(Sign(change, site), site);

        public async Task<Reader> EnterAsync(string token, Site? site = null)
        {
            var entered = await TryAsync(token, site: site);
            return entered.Value?.Reader ?? throw new InvalidOperationException(entered.Problem?.Code);
        }

        public ValueTask DisposeAsync() => node.DisposeAsync();
    }
}
