using System.Net;
using System.Net.Http.Json;
using Parley.Readers;
using Parley.Tests.Mail;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

/// <summary>Accounts where mail is set up. The case <c>links-in-mail-opened-by-machines</c>, of the links in letters.</summary>
public sealed class AccountLettersTests
{
    private static readonly (string, string) Chosen = ("password", ReaderNode.Password);
    private static readonly (string, object) Site = ("site", "The Harbour Courant");

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_account_is_made_by_the_button_behind_the_link_once_however_often_machines_open_it(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = host.Browser();

        var asked = await SignUpAsync(ada, "ada@harbour.example", "Ada Korr");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.False((await ReaderHost.WhoAsync(ada)).IsSignedIn);
        var link = PostOffice.LinkIn(await office.LetterToAsync("ada@harbour.example"));
        await LookAsync(host, link);

        var pressed = await PressAsync(ada, link, Chosen);

        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(ada)).Name);
        Assert.Contains("Confirmed", await ReaderHost.TextAsync(ada, "/harbour-courant/account"), StringComparison.Ordinal);
        using var other = host.Browser();
        Assert.Equal(HttpStatusCode.Gone, (await other.GetAsync(new Uri(link, UriKind.Relative), Cancel)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_learns_from_signing_up_whether_an_address_has_an_account_but_its_owner_does(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        using var stranger = host.Browser();

        var known = await SignUpAsync(stranger, "ada@harbour.example", "Bea Lind");
        var unknown = await SignUpAsync(stranger, "cid@harbour.example", "Bea Lind");

        Assert.Equal(unknown.StatusCode, known.StatusCode);
        Assert.Equal(
            (await unknown.Content.ReadAsStringAsync(Cancel)).Replace("cid@", "ada@", StringComparison.Ordinal),
            await known.Content.ReadAsStringAsync(Cancel)
        );
        await office.LetterToAsync("cid@harbour.example");
        await Eventually.IsSoAsync(() =>
            Task.FromResult(office.Delivered.Count(letter => letter.To == "ada@harbour.example") == 2)
        );
        var told = office.Delivered.Last(letter => letter.To == "ada@harbour.example").Message;
        Assert.Equal("You have an account on The Harbour Courant", told.Subject);
        Assert.EndsWith("/harbour-courant/forgotten", PostOffice.LinkIn(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_learns_it_by_the_interface_either()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        using var stranger = host.Browser();

        var known = await AskAsync("ada@harbour.example");
        var unknown = await AskAsync("cid@harbour.example");

        Assert.Equal(HttpStatusCode.Accepted, known.Status);
        Assert.Equal(unknown, known);
        Assert.False((await ReaderHost.WhoAsync(stranger)).IsSignedIn);

        async Task<(HttpStatusCode Status, string Text)> AskAsync(string email)
        {
            var body = new
            {
                site = ReaderHost.SiteName,
                email,
                password = ReaderNode.Password,
                name = "Bea Lind",
            };
            using var answer = await stranger.PostAsJsonAsync(new Uri("/api/v1/accounts", UriKind.Relative), body, Cancel);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_that_somebody_took_meanwhile_becomes_the_nearest_one(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var first = host.Browser();
        using var second = host.Browser();
        await SignUpAsync(first, "ada@harbour.example", "Ada Korr");
        await SignUpAsync(second, "ida@harbour.example", "Ada Korr");

        await PressAsync(first, PostOffice.LinkIn(await office.LetterToAsync("ada@harbour.example")), Chosen);
        await PressAsync(second, PostOffice.LinkIn(await office.LetterToAsync("ida@harbour.example")), Chosen);

        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(first)).Name);
        Assert.Equal("Ada Korr 2", (await ReaderHost.WhoAsync(second)).Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_letters_to_one_address_the_second_link_makes_no_second_account(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = host.Browser();
        await SignUpAsync(ada, "ada@harbour.example", "Ada Korr");
        await SignUpAsync(ada, "ada@harbour.example", "Ada Korr");
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 2));
        var links = office.Delivered.Select(letter => PostOffice.LinkIn(letter.Message)).ToList();

        Assert.Equal(HttpStatusCode.SeeOther, (await PressAsync(ada, links[0], Chosen)).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, (await PressAsync(ada, links[1], Chosen)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_forgotten_password_is_chosen_anew_by_a_letter_and_nobody_learns_who_has_an_account(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new TestClock();
        await using var host = await ReaderHost.StartAsync(database, options: office.Use, clock: clock);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        using var person = host.Browser();
        Assert.Contains("/forgotten", await ReaderHost.TextAsync(person, "/harbour-courant/sign-in"), StringComparison.Ordinal);

        var unknown = await ReaderHost.PostAsync(person, "forgotten", ("email", "cid@harbour.example"));
        var known = await ReaderHost.PostAsync(person, "forgotten", ("email", "Ada@harbour.example"));
        Assert.Equal(await unknown.Content.ReadAsStringAsync(Cancel), await known.Content.ReadAsStringAsync(Cancel));
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 2));
        var link = PostOffice.LinkIn(office.Delivered[1].Message);
        await LookAsync(host, link);
        // Until the button, the old password holds: whoever asked may be nobody.
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(person, ReaderNode.Password)).StatusCode);

        var pressed = await PressAsync(person, link, ("password", "nine gulls on the roof"));

        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        Assert.False((await ReaderHost.WhoAsync(ada)).IsSignedIn);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(ada, ReaderNode.Password)).StatusCode);
        Assert.DoesNotContain(office.Delivered, letter => letter.To == "cid@harbour.example");
    }

    [Fact]
    public async Task A_link_to_a_new_password_works_for_an_hour()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var clock = new TestClock();
        await using var host = await ReaderHost.StartAsync(database, options: office.Use, clock: clock);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        await ReaderHost.PostAsync(ada, "forgotten", ("email", "ada@harbour.example"));
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 2));
        var link = PostOffice.LinkIn(office.Delivered[1].Message);

        clock.Turn(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Gone, (await ada.GetAsync(new Uri(link, UriKind.Relative), Cancel)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_address_changes_by_a_letter_to_the_new_one_and_the_old_one_is_told(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");

        var wrong = await ReaderHost.PostAsync(
            ada,
            "account/email",
            ("email", "new@harbour.example"),
            ("password", "guessed it")
        );
        var asked = await ReaderHost.PostAsync(
            ada,
            "account/email",
            ("email", "new@harbour.example"),
            ("password", ReaderNode.Password)
        );
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var link = PostOffice.LinkIn(await office.LetterToAsync("new@harbour.example"));
        Assert.Contains("ada@harbour.example", await AccountAsync(ada), StringComparison.Ordinal);
        await LookAsync(host, link);
        await PressAsync(ada, link);

        Assert.Contains("new@harbour.example", await AccountAsync(ada), StringComparison.Ordinal);
        await Eventually.IsSoAsync(() =>
            Task.FromResult(
                office.Delivered.Any(letter =>
                    letter.To == "ada@harbour.example"
                    && letter.Message.Subject == "Another address for your account on The Harbour Courant"
                )
            )
        );
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(ada, ReaderNode.Password, "new@harbour.example")).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Letters_about_an_account_are_in_the_language_that_its_reader_chose_on_the_site(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        await ReaderHost.PostAsync(ada, "account/letters", ("language", "ar"));
        using var stranger = host.Browser();

        await ReaderHost.PostAsync(stranger, "forgotten", ("email", "ada@harbour.example"));
        await SignUpAsync(stranger, "ada@harbour.example", "Bea Lind");
        await SignUpAsync(stranger, "cid@harbour.example", "Bea Lind");
        await ReaderHost.PostAsync(ada, "account/email", ("email", "new@harbour.example"), Chosen);
        await PressAsync(ada, PostOffice.LinkIn(await office.LetterToAsync("new@harbour.example")));
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 6));

        var arabic = Words.For("ar");
        var told = office.Delivered.Skip(1).Select(letter => (letter.To, letter.Message.Subject!)).Order();
        Assert.Equal(
            new[]
            {
                ("ada@harbour.example", arabic.Format("mail.forgotten.subject", Site)),
                ("ada@harbour.example", arabic.Format("mail.known.subject", Site)),
                ("ada@harbour.example", arabic.Format("mail.address-changed.subject", Site)),
                ("cid@harbour.example", Words.For("en").Format("mail.sign-up.subject", Site)),
                ("new@harbour.example", arabic.Format("mail.confirm.subject", Site)),
            }.Order(),
            told
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_accounts_address_is_not_taken_away_and_only_its_owner_learns_that_it_was_tried(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        using var bea = await SignedUpAsync(host, office, "bea@harbour.example", "Bea Lind");

        var asked = await ReaderHost.PostAsync(
            bea,
            "account/email",
            ("email", "ada@harbour.example"),
            ("password", ReaderNode.Password)
        );

        Assert.Equal("/harbour-courant/account?done=email", asked.Headers.Location!.OriginalString);
        await Eventually.IsSoAsync(() =>
            Task.FromResult(office.Delivered.Any(letter => letter.Message.Subject == "Your address on The Harbour Courant"))
        );
        Assert.DoesNotContain("confirm?code", office.Delivered[^1].Message.TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_had_the_password_has_no_way_back_by_a_link_once_the_owner_has_chosen_another(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        using var thief = host.Browser();
        await SignInAsync(thief, ReaderNode.Password);
        await ReaderHost.PostAsync(thief, "account/email", ("email", "thief@harbour.example"), Chosen);
        var link = PostOffice.LinkIn(await office.LetterToAsync("thief@harbour.example"));

        var changed = await ReaderHost.PostAsync(ada, "account/password", Chosen, ("new-password", "nine gulls on the roof"));

        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await PressAsync(thief, link)).StatusCode);
        Assert.Contains("ada@harbour.example", await AccountAsync(ada), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_that_went_to_the_old_address_opens_nothing_once_there_is_a_new_one(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        await ReaderHost.PostAsync(ada, "forgotten", ("email", "ada@harbour.example"));
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 2));
        var old = PostOffice.LinkIn(office.Delivered[1].Message);
        await ReaderHost.PostAsync(ada, "account/email", ("email", "new@harbour.example"), Chosen);
        await PressAsync(ada, PostOffice.LinkIn(await office.LetterToAsync("new@harbour.example")));

        Assert.Equal(HttpStatusCode.Gone, (await ada.GetAsync(new Uri(old, UriKind.Relative), Cancel)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_asks_for_a_letter_closes_no_link_that_an_operator_has_handed_out(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = await SignedUpAsync(host, office, "ada@harbour.example", "Ada Korr");
        var handed = (await host.Get<MakeLinks>().ForNewPasswordAsync("ada@harbour.example", Cancel)).Value!;
        await ReaderHost.PostAsync(ada, "forgotten", ("email", "ada@harbour.example"));
        await Eventually.IsSoAsync(() => Task.FromResult(office.Delivered.Count == 2));

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(new Uri(handed, UriKind.Relative), Cancel)).StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_password_that_is_none_is_told_on_the_page_of_the_link_which_still_opens(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var ada = host.Browser();
        await SignUpAsync(ada, "ada@harbour.example", "Ada Korr");
        var link = PostOffice.LinkIn(await office.LetterToAsync("ada@harbour.example"));

        var tooShort = await PressAsync(ada, link, ("password", "short"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
        Assert.Contains("Ada Korr", await tooShort.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PressAsync(ada, link, Chosen)).StatusCode);
    }

    [Fact]
    public async Task Nobodys_mailbox_is_filled_by_us()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database, options: office.Use);
        using var person = host.Browser();

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
            answers.Add((await ReaderHost.PostAsync(person, "forgotten", ("email", "ada@harbour.example"))).StatusCode);
        for (var i = 0; i < 3; i++)
            answers.Add((await SignUpAsync(person, "Ada@harbour.example", "Ada Korr")).StatusCode);

        Assert.Equal(4, answers.Count(status => status == HttpStatusCode.Accepted));
        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    private static async Task<HttpClient> SignedUpAsync(ReaderHost host, PostOffice office, string email, string name)
    {
        var browser = host.Browser();
        await SignUpAsync(browser, email, name);
        await PressAsync(browser, PostOffice.LinkIn(await office.LetterToAsync(email)), Chosen);
        return browser;
    }

    private static Task<HttpResponseMessage> SignUpAsync(HttpClient browser, string email, string name) =>
        ReaderHost.PostAsync(browser, "sign-up", ("name", name), ("email", email));

    private static Task<HttpResponseMessage> SignInAsync(
        HttpClient browser,
        string password,
        string email = "ada@harbour.example"
    ) => ReaderHost.PostAsync(browser, "sign-in", ("email", email), ("password", password));

    private static Task<string> AccountAsync(HttpClient browser) => ReaderHost.TextAsync(browser, "/harbour-courant/account");

    // As a person does: opens the page, fills in what it asks, presses its one button.
    private static async Task<HttpResponseMessage> PressAsync(
        HttpClient browser,
        string link,
        params (string Name, string Value)[] fields
    )
    {
        using var answer = await browser.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        if (!answer.IsSuccessStatusCode)
            return answer;
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        return await ReaderHost.PostToAsync(browser, link.Split('?')[0], [.. SignInPagesTests.HiddenFields(page), .. fields]);
    }

    // A scanner follows every link, some of them twice, and some ask for the head alone.
    private static async Task LookAsync(ReaderHost host, string link)
    {
        using var machine = host.Browser();
        for (var i = 0; i < 2; i++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(link, UriKind.Relative));
            using var looked = await machine.SendAsync(head, Cancel);
            using var read = await machine.GetAsync(new Uri(link, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }
}
