using System.Text;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

public sealed class DisqusReaderTests
{
    [Fact]
    public void A_post_comes_with_everything_that_the_export_knows()
    {
        var post = Export.ReadPost(
            """
            <id>wp_id=1</id><message><![CDATA[<p>Yes &amp; no.</p>]]></message><isDeleted>false</isDeleted><isSpam>false</isSpam>
            <author><email>dora@reader.example</email><name>Dora</name><isAnonymous>false</isAnonymous><username>dora</username></author>
            <ipAddress>192.0.2.1</ipAddress><parent dsq:id="9"/>
            """
        );

        Assert.Equal(("1", "7", "9"), (post.ForeignId, post.ThreadForeignId, post.ParentForeignId));
        Assert.Equal(("<p>Yes &amp; no.</p>", WordsFormat.Html, ImportedState.Published), (post.Body, post.Format, post.State));
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), post.PostedAt);
        Assert.Equal(new ImportedAuthor("user:dora", "Dora", "dora@reader.example", false), post.Author);
        Assert.Empty(post.Notes);
    }

    [Theory]
    [InlineData("2011-08-31T15:16:29Z", "2011-08-31T15:16:29Z")]
    [InlineData("2011-08-31T15:16:29", "2011-08-31T15:16:29Z")]
    [InlineData("2011-08-31T15:16:29+02:00", "2011-08-31T13:16:29Z")]
    [InlineData("2011-08-31T15:16:29.5Z", "2011-08-31T15:16:29.5Z")]
    [InlineData(" 2011-08-31T15:16:29Z ", "2011-08-31T15:16:29Z")]
    public void A_time_is_the_same_moment_wherever_the_server_stands(string written, string moment)
    {
        var file = Export.With($"<post dsq:id=\"1\"><message>a</message><createdAt>{written}</createdAt></post>");

        var post = Assert.IsType<ImportedComment>(Assert.Single(Export.Read(file)));

        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), post.PostedAt);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("31.08.2011")]
    [InlineData("2011-x09-30T22:48:43Z")]
    [InlineData("")]
    public void A_date_that_cannot_be_read_is_named_and_loses_nobody_their_words(string written)
    {
        var file = Export.With($"<post dsq:id=\"1\"><message>a</message><createdAt>{written}</createdAt></post>");

        var post = Assert.IsType<ImportedComment>(Assert.Single(Export.Read(file)));

        Assert.Null(post.PostedAt);
        Assert.Equal([new ImportNote(ImportReason.DateUnreadable, written)], post.Notes);
    }

    [Theory]
    [InlineData("<isDeleted>true</isDeleted><isSpam>true</isSpam>", "Deleted")]
    [InlineData("<isSpam>true</isSpam>", "Spam")]
    [InlineData("<isSpam>perhaps</isSpam>", "Held")]
    [InlineData("<isDeleted>perhaps</isDeleted>", "Held")]
    [InlineData("<isApproved>false</isApproved>", "Held")]
    [InlineData("<isDeleted/><isSpam/><isApproved/>", "Published")]
    public void Only_what_the_export_plainly_shows_is_shown(string flags, string state)
    {
        Assert.Equal(state, Export.ReadPost($"<message>a</message>{flags}").State.ToString());
    }

    [Fact]
    public void The_words_of_a_deleted_post_stay_behind()
    {
        Assert.Equal("", Export.ReadPost("<message>never mind</message><isDeleted>true</isDeleted>").Body);
    }

    [Fact]
    public void Two_unnamed_writers_are_two_writers()
    {
        var posts = Export.Read(
            Export.With(
                """<post dsq:id="1"><author><name/></author></post><post dsq:id="2"><author><name/></author></post>"""
                    + """<post dsq:id="3"><author><name>A</name><isAnonymous>true</isAnonymous></author></post>"""
                    + """<post dsq:id="4"><author><name>A</name><isAnonymous>true</isAnonymous></author></post>"""
            )
        );

        Assert.Equal(4, posts.Cast<ImportedComment>().Select(post => post.Author.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("<name>A</name><username>a</username>", "<name>B</name><username>a</username>")]
    [InlineData("<name>A</name><email>A@x.example</email>", "<name>A</name><email>a@X.example</email>")]
    [InlineData("<name>A</name><isAnonymous>false</isAnonymous>", "<name>A</name><isAnonymous>false</isAnonymous>")]
    public void An_account_or_an_address_or_a_given_name_makes_two_posts_one_person_s(string first, string second)
    {
        var posts = Export.Read(
            Export.With(
                $"<post dsq:id=\"1\"><author>{first}</author></post><post dsq:id=\"2\"><author>{second}</author></post>"
            )
        );

        Assert.Single(posts.Cast<ImportedComment>().Select(post => post.Author.Key).Distinct());
    }

    [Theory]
    [InlineData("<id></id>")]
    [InlineData("<id/>")]
    [InlineData("<id>   </id>")]
    [InlineData("")]
    public void An_empty_identifier_is_none(string element)
    {
        var thread = Assert.IsType<ImportedThread>(
            Assert.Single(Export.Read(Export.With($"<thread dsq:id=\"1\">{element}</thread>")))
        );

        Assert.Null(thread.Identifier);
        Assert.Equal("1", thread.ForeignId);
    }

    [Fact]
    public void A_record_knows_the_line_on_which_it_begins()
    {
        Assert.Equal(
            [2, 4],
            Export.Read(Export.With("\n<thread dsq:id=\"1\">\n</thread>\n<post dsq:id=\"2\"/>")).Select(record => record.Line)
        );
    }

    [Fact]
    public void Words_longer_than_a_comment_can_be_are_named_and_the_next_post_still_comes()
    {
        var words = new string('w', ImportedComment.MaxBody + 1);
        var posts = Export.Read(
            Export.With(
                $"<post dsq:id=\"1\"><message>{words}</message></post><post dsq:id=\"2\"><message>{words[1..]}</message></post>"
            )
        );

        Assert.Contains(new ImportNote(ImportReason.WordsTooLong, "message"), posts[0].Notes);
        Assert.Equal(words[1..], Assert.IsType<ImportedComment>(posts[1]).Body);
        Assert.DoesNotContain(posts[1].Notes, note => note.Reason == ImportReason.WordsTooLong);
    }

    [Fact]
    public void A_name_that_is_cut_keeps_whole_letters()
    {
        var name = new string('n', 199) + "😀😀";
        var post = Export.ReadPost($"<message>a</message><author><name>{name}</name></author>");

        Assert.Equal(name[..199], post.Author.Name);
        Assert.Equal([new ImportNote(ImportReason.CutShort, "name")], post.Notes);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("utf-8", "utf-8", false)]
    [InlineData("utf-8", "utf-16", false)] // saved anew by something that left the declaration as it was
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("utf-16", "utf-8", false)]
    [InlineData("utf-16BE", "utf-16", true)]
    [InlineData("utf-16BE", "utf-16", false)]
    [InlineData("utf-32", "utf-32", true)]
    [InlineData("utf-32BE", "utf-32", true)]
    [InlineData("gb18030", "GB18030", false)]
    [InlineData("windows-1251", "windows-1251", false)]
    public void Letters_arrive_in_whatever_encoding_they_are_packed(string used, string declared, bool withMark)
    {
        const string words = "Да, и нет";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(used) ?? Encoding.GetEncoding(used);
        var file = Export.Post($"<message>{words}</message>").Replace("\"utf-8\"", $"\"{declared}\"", StringComparison.Ordinal);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(file)];

        Assert.Equal(words, Assert.Single(Export.Read(bytes).OfType<ImportedComment>()).Body);
        Assert.Equal(words, Assert.Single(Export.Read(Export.Gzip(bytes)).OfType<ImportedComment>()).Body);
    }

    [Theory]
    [InlineData("x-made-up")]
    [InlineData("utf-7")]
    public void An_encoding_that_nobody_knows_is_named(string encoding)
    {
        var problem = Export.Refusal(Export.With("").Replace("\"utf-8\"", $"\"{encoding}\"", StringComparison.Ordinal));

        Assert.Equal(("import-file-encoding", encoding), (problem.Code, problem.Arguments!["encoding"]));
    }

    [Fact]
    public void An_empty_export_is_one_packed_or_in_two_bytes_a_letter()
    {
        Assert.Empty(Export.Read(File.ReadAllBytes(SharedData.Find("security/import/disqus-comentario-empty.xml.gz"))));
        Assert.Empty(Export.Read(File.ReadAllBytes(SharedData.Find("security/xml/own/bom-utf16.xml"))));
    }
}
