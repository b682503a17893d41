using System.Text;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

public sealed class ForbiddenCharacterTests
{
    [Fact]
    public void Every_control_character_that_XML_forbids_is_taken_out_and_named()
    {
        for (var code = 0; code < 0x20; code++)
        {
            if (code is '\t' or '\n' or '\r')
                continue;
            var expected = new ImportNote(ImportReason.CharacterTakenOut, $"0x{code:X2}");

            var raw = Export.ReadPost($"<message><![CDATA[left{(char)code}right]]></message>");
            Assert.Equal(("leftright", expected), (raw.Body, Assert.Single(raw.Notes)));

            var referred = Export.ReadPost($"<message>left&#x{code:X};right</message>");
            Assert.Equal(("leftright", expected), (referred.Body, Assert.Single(referred.Notes)));
        }
    }

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("&#xFFFE;")]
    [InlineData("&#xD800;")]
    [InlineData("&#0;")]
    public void What_is_no_character_is_taken_out(string what)
    {
        var post = Export.ReadPost($"<message>left{what}right</message>");

        Assert.Equal("leftright", post.Body);
        Assert.Equal(ImportReason.CharacterTakenOut, Assert.Single(post.Notes).Reason);
    }

    [Theory]
    [InlineData("tab\tand\nline")]
    [InlineData("😀 \uE000 \uF8FF \u0085 \u200F \uFFFD")]
    public void What_XML_allows_is_left_alone(string words)
    {
        var post = Export.ReadPost($"<message>{words}</message>");

        Assert.Equal(words, post.Body);
        Assert.Empty(post.Notes);
    }

    [Fact]
    public void A_forbidden_character_in_a_name_or_an_id_costs_nothing_else()
    {
        var records = Export.Read(
            Export.With("<post dsq:id=\"4\u001F2\"><author><name>Do\u0008ra</name></author><message>a</message></post>")
        );

        var post = Assert.IsType<ImportedComment>(Assert.Single(records));
        Assert.Equal(("42", "Dora"), (post.ForeignId, post.Author.Name));
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_shown_as_lost_and_named()
    {
        var file = Encoding.UTF8.GetBytes(Export.Post("<message>caf? au lait</message>"));
        file[Array.IndexOf(file, (byte)'?', Array.LastIndexOf(file, (byte)'f') - 4)] = 0xE9;

        var post = Assert.Single(Export.Read(file).OfType<ImportedComment>());

        Assert.Equal("caf\uFFFD au lait", post.Body);
        Assert.Equal([new ImportNote(ImportReason.BytesNotText)], post.Notes);
    }
}
