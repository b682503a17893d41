using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Parley.Mail;
using Parley.Tests.Setup;
using Parley.Views.Mail;
using Xunit;

namespace Parley.Tests.Mail;

public sealed class MailSenderTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_letter_goes_out_once_as_text_and_as_HTML_in_the_sites_name(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database, office.Use);

        await AskAsync(server, "ada@harbour.example", "The <b>quay</b> & the ‮dam");
        var letter = await office.LetterToAsync("ada@harbour.example");
        await UntilEmptyAsync(server);

        Assert.Equal("talk@harbour.example", office.Delivered.Single().From);
        Assert.Equal("\"The Courant\" <talk@harbour.example>", letter.From.ToString());
        Assert.Equal("The <b>quay</b> & the ‮dam", letter.Subject);
        Assert.Contains("The <b>quay</b> & the", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("The &lt;b&gt;quay&lt;/b&gt; &amp; the", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", letter.Headers[HeaderId.AutoSubmitted]);
    }

    /// <summary>The corpus of names and subjects that try to become headers.</summary>
    [Theory]
    [InlineData("Ana\r\nBcc: x@evil.test")]
    [InlineData("Hi\nX-A: 1")]
    [InlineData("=?utf-8?q?=0D=0ABcc:_x@evil.test?=")]
    [InlineData("\"Editor\" <editor@news.example>")]
    [InlineData("Ana\0\u2028Bcc: x@evil.test")]
    [InlineData(
        "a very long one that is folded: wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww\u00e9"
    )]
    public async Task Whatever_a_name_or_a_subject_holds_it_becomes_no_header_and_no_other_address(string hostile)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database, office.Use, from: hostile);

        await AskAsync(server, "ada@harbour.example", hostile);
        var letter = await office.LetterToAsync("ada@harbour.example");

        Assert.Single(office.Delivered);
        Assert.Equal("talk@harbour.example", ((MailboxAddress)letter.From.Single()).Address);
        Assert.Equal("ada@harbour.example", ((MailboxAddress)letter.To.Single()).Address);
        Assert.Empty(letter.Cc);
        Assert.Empty(letter.Bcc);
        Assert.DoesNotContain(letter.Headers, header => header.Field is "Bcc" or "X-A");
    }

    [Fact]
    public async Task While_no_server_is_set_up_letters_lie_in_a_folder_whole()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var folder = Path.Combine(database.Folder, "mail");
        await using var server = await StartAsync(database, options => options.Mail.Folder = folder);

        await AskAsync(server, "ada@harbour.example", "The quay");
        await UntilEmptyAsync(server);

        var letter = await MimeMessage.LoadAsync(Directory.GetFiles(folder, "*.eml").Single());
        Assert.Equal("The quay", letter.Subject);
        Assert.Equal("ada@harbour.example", ((MailboxAddress)letter.To.Single()).Address);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_letter_that_the_server_cannot_take_is_kept_and_goes_out_later(string engine)
    {
        var port = PostOffice.FreePort();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await StartAsync(database, options => PostOffice.Use(options, port));
        await AskAsync(server, "ada@harbour.example", "The quay");
        // It was put off for a minute: while it is being tried it is taken for five.
        await Eventually.IsSoAsync(async () =>
            await CountAsync(server, $"tries > 0 AND due_at < {server.Clock.GetUtcNow().AddMinutes(2).ToMicros()}") == 1
        );

        await using var office = PostOffice.Open(port);
        server.Clock.Turn(TimeSpan.FromHours(5));
        await server.Get<MailSender>().SendNextAsync(TestContext.Current.CancellationToken);

        Assert.Equal("The quay", (await office.LetterToAsync("ada@harbour.example")).Subject);
        await UntilEmptyAsync(server);
    }

    [Fact]
    public async Task A_letter_that_nobody_can_take_for_two_days_is_given_up()
    {
        var port = PostOffice.FreePort();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database, options => PostOffice.Use(options, port));
        await AskAsync(server, "ada@harbour.example", "The quay");

        for (var @try = 0; @try < MailSender.MostTries; @try++)
        {
            server.Clock.Turn(TimeSpan.FromHours(5));
            await server.Get<MailSender>().SendNextAsync(TestContext.Current.CancellationToken);
        }

        await UntilEmptyAsync(server);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_tried_once_and_the_others_do_not_wait_for_it()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database, office.Use);

        await AskAsync(server, $"{PostOffice.Nobody}@harbour.example", "The quay");
        await AskAsync(server, "ada@harbour.example", "The dam");

        Assert.Equal("The dam", (await office.LetterToAsync("ada@harbour.example")).Subject);
        await UntilEmptyAsync(server);
        Assert.Single(office.Delivered);
    }

    [Fact]
    public async Task A_letter_of_a_kind_that_only_a_newer_node_knows_is_left_to_it()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var older = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        await AskAsync(older, "ada@harbour.example", "The quay");
        await Eventually.IsSoAsync(async () => await CountAsync(older, "tries > 0") == 1);

        await using var newer = await StartAsync(database, office.Use);
        newer.Clock.Turn(TimeSpan.FromMinutes(2));

        Assert.Equal("The quay", (await office.LetterToAsync("ada@harbour.example")).Subject);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_inside_the_house()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(database, office.Use);

        await AskAsync(server, "admin@localhost", "The quay");
        await UntilEmptyAsync(server);

        Assert.Empty(office.Delivered);
    }

    [Fact]
    public async Task Only_this_programs_user_reads_what_lies_in_the_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var folder = Path.Combine(database.Folder, "mail");
        await using var server = await StartAsync(database, options => options.Mail.Folder = folder);

        await AskAsync(server, "ada@harbour.example", "The quay");
        await UntilEmptyAsync(server);

        const UnixFileMode others = (UnixFileMode)0b111_111;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Directory.GetFiles(folder).Single()) & others);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_variable_sets_no_mail_up(string empty)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await StartAsync(
            database,
            options => (options.Mail.SmtpHost, options.Mail.From, options.Mail.Folder) = (empty, empty, empty)
        );

        Assert.False(server.Get<MailRoute>().IsOpen);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_nodes_one_sends_each_letter(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var one = await StartAsync(database, office.Use);
        await using var two = await StartAsync(database, office.Use);

        var asked = Enumerable.Range(0, 40).Select(i => AskAsync(i % 2 == 0 ? one : two, $"r{i}@harbour.example", "The quay"));
        await Task.WhenAll(asked);
        await UntilEmptyAsync(one);

        Assert.Equal(40, office.Delivered.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(40, office.Delivered.Count);
    }

    private static Task<TestServer> StartAsync(
        TestDatabase database,
        Action<ParleyOptions> mail,
        string from = "The Courant"
    ) =>
        TestServer.StartAsync(
            database,
            services: services => services.Configure(mail).AddSingleton<ILetterWriter>(new Echo(from))
        );

    private static Task AskAsync(TestServer server, string to, string subject) =>
        server.Get<Outbox>().AskAsync(server.Site.Id, "echo", to, subject, TestContext.Current.CancellationToken);

    private static async Task UntilEmptyAsync(TestServer server) =>
        await Eventually.IsSoAsync(async () => await CountAsync(server, "1 = 1") == 0);

    private static async Task<int> CountAsync(TestServer server, string which) =>
        (await server.ListAsync($"SELECT count(*) FROM letter WHERE {which}", [], row => (int)row.Long(0))).Single();

    private sealed class Echo(string from) : ILetterWriter
    {
        public string Kind => "echo";

        public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel) =>
            await Letter.WriteAsync(
                Words.For("en"),
                from,
                wanted.Content,
                new LetterModel(from, wanted.Content, [wanted.Content])
            );
    }
}
