using AngleSharp.Html.Parser;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class CommentMarkupTests
{
    [Theory]
    [InlineData("(see https://news.example/a.)", "https://news.example/a")]
    [InlineData("(https://el.example/wiki/Rose_(flower))", "https://el.example/wiki/Rose_(flower)")]
    [InlineData("He said \"https://news.example/a\" twice", "https://news.example/a")]
    [InlineData(
        "Read https://news.example/a, then https://news.example/b; ok?",
        "https://news.example/a https://news.example/b"
    )]
    [InlineData("Is it https://news.example/a?x=1&y=2?", "https://news.example/a?x=1&y=2")]
    [InlineData("„https://news.example/a“, «https://news.example/b»", "https://news.example/a https://news.example/b")]
    [InlineData("看https://news.example/a。再看", "https://news.example/a")]
    [InlineData("HTTP://news.example/a and [https://news.example/b]", "HTTP://news.example/a https://news.example/b")]
    [InlineData("**https://news.example/a** ~~https://news.example/b~~", "https://news.example/a https://news.example/b", 8)]
    [InlineData("*https://news.example/a_b*", "https://news.example/a_b", 2)]
    [InlineData("xhttps://news.example/a http:// https:///a http://.", "")]
    public void A_bare_address_becomes_a_link_without_the_sentence_around_it(string typed, string targets, int signs = 0)
    {
        var body = Body(typed);

        Assert.Equal(targets, string.Join(' ', body.QuerySelectorAll("a").Select(link => link.TextContent)));
        Assert.Equal(
            targets.Replace("HTTP:", "http:"),
            string.Join(' ', body.QuerySelectorAll("a").Select(a => a.GetAttribute("href")))
        );
        Assert.Equal(signs == 0 ? typed : typed.Replace("*", "").Replace("~~", ""), body.TextContent);
    }

    [Fact]
    public void Emphasis_around_an_address_is_kept() =>
        Assert.Equal(
            "https://news.example/a_b",
            Body("*https://news.example/a_b*").QuerySelector("em > a")!.GetAttribute("href")
        );

    [Theory]
    [InlineData("1986. What a year.", "1986")]
    [InlineData("3) third reason", "3")]
    [InlineData("1. one\n\nbetween\n\n2. two", "1 2")]
    [InlineData("3. three\n5. five\n5. and six", "3 5")]
    [InlineData("1. one\n1. two", "1")]
    public void The_number_that_was_written_is_the_number_that_is_read(string typed, string starts) =>
        Assert.Equal(
            starts,
            string.Join(' ', Body(typed).QuerySelectorAll("ol").Select(ol => ol.GetAttribute("start") ?? "1"))
        );

    [Fact]
    public void A_number_that_begins_a_line_by_chance_begins_no_list() =>
        Assert.Equal(
            """<p dir="auto">The number of windows is<br>14.  The number of doors is 6.</p>""",
            CommentMarkup.Render("The number of windows is\n14.  The number of doors is 6.").Value
        );

    [Theory]
    [InlineData("#metoo is not a heading", "#metoo is not a heading")]
    [InlineData("# Breaking", "# Breaking")]
    [InlineData("Oh no\n---\n\nafter", "Oh no", "after")]
    [InlineData("Well\n====", "Well")]
    [InlineData("###### small", "###### small")]
    public void A_hash_or_an_underline_makes_no_heading_and_stays_to_be_read(string typed, params string[] seen)
    {
        var body = Body(typed);

        Assert.Empty(body.QuerySelectorAll("h1,h2,h3,h4,h5,h6"));
        Assert.All(seen, words => Assert.Contains(words, body.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Quotes_in_quotes_stand_in_one_another() =>
        Assert.Equal(
            """<blockquote><blockquote><p dir="auto">deep one</p></blockquote><p dir="auto">middle</p></blockquote><p dir="auto">mine</p>""",
            CommentMarkup.Render(">> deep one\n>\n> middle\n\nmine").Value
        );

    [Fact]
    public void Code_is_left_alone_and_so_is_what_stands_outside_it()
    {
        var body = Body(
            "```\n<b> &amp; :ip: --record _x_ https://news.example\n\tindent\n  two  \n```\n\nOutside: --record \"q\" and 'q' ... (c) :ip:"
        );

        var code = body.QuerySelector("pre > code")!;
        Assert.Equal("<b> &amp; :ip: --record _x_ https://news.example\n\tindent\n  two  ", code.TextContent);
        Assert.Empty(code.Children);
        Assert.Equal("Outside: --record \"q\" and 'q' ... (c) :ip:", body.QuerySelector("p")!.TextContent);
    }

    [Fact]
    public void Emoji_and_the_marks_of_Thai_and_Vietnamese_stay_whole()
    {
        const string typed =
            "\U0001F469\u200d\U0001F469\u200d\U0001F467\u200d\U0001F466 ok \U0001F44D\U0001F3FD \U0001F3F3\ufe0f\u200d\U0001F308 ⚡\ufe0f \U0001D4B3 ที่นี่ Vie\u0323\u0302t";

        Assert.Equal(typed, Body(typed).TextContent);
    }

    [Fact]
    public void A_long_word_is_broken_by_nothing_that_is_copied_with_it()
    {
        var address = "https://news.example/" + new string('a', 400);
        var word = new string('W', 400);
        var code = new string('x', 400);

        var body = Body($"{address}\n\n{word}\n\n    {code}");

        Assert.Equal(address, body.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal([address, word, code], body.Children.Select(block => block.TextContent));
    }

    [Theory]
    [InlineData("![a cat](https://news.example/cat.png)", "!a cat")]
    [InlineData("[a](/b) [c](d.html)", "[a](/b) [c](d.html)")]
    [InlineData("[a](javascript:alert\\(1\\))", "[a](javascript:alert(1))")]
    [InlineData("[a]: https://news.example/", "[a]: https://news.example/")]
    [InlineData("<b onclick=x>bold</b> <!-- c --> &lt;", "<b onclick=x>bold</b> <!-- c --> &lt;")]
    [InlineData("<mailto:a@b.example> <a@b.example>", "<mailto:a@b.example> <a@b.example>")]
    [InlineData("[](https://news.example/)", "[](https://news.example/)")]
    [InlineData("https://bank.example@evil.example/", "https://bank.example@evil.example/")]
    [InlineData(">", ">")]
    [InlineData("```", "```")]
    [InlineData("| a | b |\n|---|---|", "| a | b ||---|---|")]
    public void What_is_no_markup_here_is_read_as_it_was_typed(string typed, string read) =>
        Assert.Equal(read, Body(typed).TextContent);

    [Theory]
    [InlineData("[https://bank.example/](https://evil.example/x)", "https://bank.example/ (https://evil.example/x)")]
    [InlineData("[www.bank.example](https://evil.example/x)", "www.bank.example (https://evil.example/x)")]
    [InlineData("[bank.example](https://evil.example/x)", "bank.example (https://evil.example/x)")]
    [InlineData("[bank.example](https://www.bank.example/x)", "bank.example")]
    [InlineData("[the bank](https://evil.example/x)", "the bank")]
    public void A_link_whose_words_name_another_place_shows_where_it_leads(string typed, string read) =>
        Assert.Equal(read, Body(typed).TextContent);

    [Theory]
    [InlineData("[a](https://news.example/ü?q=\"x\"'&b=1)", "https://news.example/%C3%BC?q=%22x%22%27&b=1")]
    [InlineData("[a](<https://news.example/a b>)", "https://news.example/a%20b")]
    [InlineData("[a](https://bücher.example/)", "https://xn--bcher-kva.example/")]
    [InlineData("[a](http://[::1]:8080/x)", "http://[::1]:8080/x")]
    [InlineData("[a](http://news.example\\@evil.example)", null)]
    [InlineData("[a](http://u:p@news.example)", null)]
    [InlineData("[a](http://bank.example@evil.example)", null)]
    [InlineData("http://bank.example@evil.example", null)]
    [InlineData("[a](//news.example)", null)]
    [InlineData("[a](ftp://news.example)", null)]
    public void A_link_leads_to_a_plain_web_address_or_is_none(string typed, string? href) =>
        Assert.Equal(href, Body(typed).QuerySelector("a")?.GetAttribute("href"));

    [Theory]
    [InlineData("abc\u202edcba", "abc\u202edcba\u202c")]
    [InlineData("\u2066abc", "\u2066abc\u2069")]
    [InlineData("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069")]
    [InlineData("\u2069a\u202cb", "ab")]
    [InlineData("\u202aa\u2066b\u202c\u2069", "\u202aa\u2066b\u2069\u202c")]
    public void Directional_signs_reach_no_further_than_their_paragraph(string typed, string read)
    {
        var body = Body(typed + "\n\nafter");

        Assert.Equal([read, "after"], body.Children.Select(paragraph => paragraph.TextContent));
        Assert.All(body.Children, paragraph => Assert.Equal("auto", paragraph.GetAttribute("dir")));
    }

    [Fact]
    public void Marks_stacked_on_a_letter_do_not_climb_over_the_lines_above()
    {
        var typed = "Z" + string.Concat(Enumerable.Repeat("\u0301\u0316\u0489", 67)) + "a\u0301";

        Assert.Equal("Z\u0301\u0316\u0489\u0301a\u0301", Body(typed).TextContent);
        Assert.Equal(
            "Z\u0301\u0316\u0489\u0301b",
            Body("Z\u0301\u0316\u200d\u0489\u0301\u200d\u0301*\u0301*\u0301b")
                .TextContent.Replace("\u200d", "")
                .Replace("*", "")
        );
    }

    private static AngleSharp.Dom.IElement Body(string typed)
    {
        var html = CommentMarkup.Render(typed).Value;
        return new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
    }
}
