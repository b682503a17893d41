using System.Text.Json;
using CsCheck;
using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Stories;

public sealed class StoryAddressTests
{
    [Theory]
    [InlineData("https://news.example/vote", "http://news.example/vote")]
    [InlineData("https://news.example/vote", "https://NEWS.example:443/vote/")]
    [InlineData("https://news.example/vote", "http://news.example:80/vote#comment-7")]
    [InlineData("https://news.example/vote", "https://news.example/vote?utm_source=x&UTM_Medium=y&fbclid=z&gclid=1")]
    [InlineData("https://news.example/vote", "https://news.example/vote?&&")]
    [InlineData("https://news.example/vote", "https://news.example/vote?utm%5Fsource=x")]
    [InlineData("https://news.example/vote?a=1&b=2", "https://news.example/vote?b=2&utm_id=3&a=1")]
    [InlineData("https://news.example/?p=5", "https://news.example/index.php?p=5")]
    [InlineData("https://news.example", "https://news.example/Default.aspx/")]
    [InlineData("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%c3%9fe")]
    public void Readers_of_one_page_meet_however_they_came(string one, string other) =>
        Assert.Equal(Parse(one).Key, Parse(other).Key);

    [Theory]
    [InlineData("https://news.example/vote", "https://news.example/Vote")]
    [InlineData("https://news.example/vote", "https://www.news.example/vote")]
    [InlineData("https://news.example/vote", "https://news.example:8443/vote")]
    [InlineData("https://news.example/vote", "https://news.example/vote?page=2")]
    [InlineData("https://news.example/vote?ref=1", "https://news.example/vote?ref=2")]
    [InlineData("https://news.example/vote?a=1&a=2", "https://news.example/vote?a=2&a=1")]
    [InlineData("https://news.example/vote?a=1%262", "https://news.example/vote?a=1&2")]
    public void Readers_of_two_pages_do_not_meet(string one, string other) => Assert.NotEqual(Parse(one).Key, Parse(other).Key);

    [Fact, Trait("Case", "address-percent-forms")]
    public void Letters_beyond_ASCII_are_the_same_however_they_were_encoded()
    {
        AssertOneStory(
            "https://news.example/новости/1",
            "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
            "https://news.example/%d0%bd%d0%be%d0%b2%d0%be%d1%81%d1%82%d0%b8/1"
        );
        AssertOneStory("https://news.example/~ann", "https://news.example/%7Eann", "https://news.example/%7eann");
        Assert.NotEqual(
            Parse("https://news.example/новости/1").Key,
            Parse("https://news.example/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1").Key
        );
    }

    [Fact, Trait("Case", "address-encoded-slash")]
    public void An_encoded_slash_is_no_slash_and_a_stray_percent_sign_is_one()
    {
        AssertOneStory("https://news.example/tags/a%2Fb", "https://news.example/tags/a%2fb");
        Assert.NotEqual(Parse("https://news.example/tags/a%2Fb").Key, Parse("https://news.example/tags/a/b").Key);
        AssertOneStory("https://news.example/100%25-pure", "https://news.example/100%-pure");
    }

    [Fact, Trait("Case", "address-index-file")]
    public void A_folder_and_its_index_file_are_one_page()
    {
        AssertOneStory(
            "https://news.example/guide/",
            "https://news.example/guide",
            "https://news.example/guide/index.html",
            "https://news.example/guide/index.php?utm_source=x"
        );
        string[] others =
        [
            "https://news.example/guide",
            "https://news.example/guide/index.html?chapter=2",
            "https://news.example/guide-index.html",
            "https://news.example/guide/index.html/notes",
        ];
        Assert.Equal(others.Length, others.Select(other => Parse(other).Key).Distinct().Count());
    }

    [Fact, Trait("Case", "address-translated-and-cached")]
    public void Readers_of_a_translation_or_a_cache_talk_with_the_others()
    {
        AssertOneStory(
            "https://my-news.example/story-1",
            "https://my--news-example.translate.goog/story-1?_x_tr_sl=el&_x_tr_tl=en&_x_tr_hl=en",
            "https://my--news-example.cdn.ampproject.org/c/s/my-news.example/story-1",
            "https://www.google.com/amp/s/my-news.example/story-1",
            "https://cdn.ampproject.org/v/s/my-news.example/story-1?amp_js_v=0.1&usqp=mq331AQ",
            "https://www-my--news-example.bing-amp.com/c/s/my-news.example/story-1",
            "https://google.co.uk/amp/my-news.example/story-1",
            "https://translate.google.com/translate?hl=en&u=https%3A%2F%2Fmy-news.example%2Fstory-1&prev=search",
            "http://translate.googleusercontent.com/translate_c?u=http://my-news.example/story-1&usg=AB",
            "http://webcache.googleusercontent.com/search?q=cache:AbC_12:my-news.example/story-1+the+vote&hl=en",
            "http://webcache.googleusercontent.com/search?q=cache:https://my-news.example/story-1",
            "http://webcache.googleusercontent.com/search?q=cache%3Amy-news.example:80/story-1",
            "https://web.archive.org/web/20240131120000/https://my-news.example/story-1",
            "https://web.archive.org/web/20240131120000id_/http:/my-news.example:80/story-1",
            "https://web-archive-org.translate.goog/web/2024/https://my-news.example/story-1?_x_tr_tl=en"
        );
        Assert.Equal("my.news.example/story-1", Parse("https://my-news-example.translate.goog/story-1").Key);
    }

    [Theory]
    [InlineData("https://b-b.translate.goog/?_x_tr_hp=www-", "www.b.b")]
    [InlineData("https://1-a-b-example.translate.goog/?_x_tr_enc=1", "a.b.example")]
    [InlineData("https://0-bcher--kva-example.translate.goog/?_x_tr_enc=0", "xn--bcher-kva.example")]
    public void A_translated_host_is_undone_as_its_translator_says(string address, string key) =>
        Assert.Equal(key, Parse(address).Key);

    [Theory]
    [InlineData("https://a-example.translate.goog/?_x_tr_hp=reader%40")]
    [InlineData("https://translate.google.com/translate?u=javascript:alert(1)")]
    [InlineData("https://web.archive.org/web/2024/ftp://news.example/")]
    [InlineData("https://www.google.com/amp/s/")]
    [InlineData("https://www.google.com/amp/s/reader@news.example/")]
    public void A_mirror_of_nothing_is_refused(string address) => Assert.Equal("address-invalid", ProblemOf(address));

    [Theory]
    [InlineData("https://web.archive.org/about", "web.archive.org/about")]
    [InlineData("https://www.google.com/search?q=vote", "www.google.com/search?q=vote")]
    [InlineData("https://translate.goog/", "translate.goog")]
    public void A_page_of_a_mirror_that_shows_no_other_is_itself(string address, string key) =>
        Assert.Equal(key, Parse(address).Key);

    [Fact]
    public void Mirrors_of_mirrors_come_to_an_end()
    {
        var address = "https://news.example/vote";
        for (var depth = 0; depth < 4; depth++)
            address = "https://web.archive.org/web/2024/" + address;
        Assert.Equal("news.example/vote", Parse(address).Key);
        Assert.Equal(
            Problems.AddressInvalid,
            StoryAddress.Parse("https://web.archive.org/web/2024/" + address, QueryParameters.AllButTracking).Problem
        );
    }

    [Fact]
    public void A_site_may_say_which_parameters_matter()
    {
        var byId = QueryParameters.Of(["id"]);
        Assert.Equal(
            "news.example/vote?id=5",
            StoryAddress.Parse("https://news.example/vote?ref=x&id=5&page=2", byId).Value!.Key
        );
        var byTracking = QueryParameters.Of(["utm_source"]);
        Assert.Equal(
            "news.example?utm_source=a",
            StoryAddress.Parse("https://news.example/?utm_source=a&b=c", byTracking).Value!.Key
        );
        Assert.Equal(
            "news.example/vote?id=5",
            StoryAddress.Parse("https://news.example/vote?id=5&utm_source=a", QueryParameters.Of([])).Value!.Key
        );
    }

    [Theory]
    [InlineData(
        "http://News.example/Guide/index.html?b=2&utm_source=x&a=1#top",
        "http://news.example/Guide/index.html?b=2&a=1"
    )]
    [InlineData("https://news.example/guide/", "https://news.example/guide/")]
    [InlineData("https://a-b.translate.goog/guide/?_x_tr_sl=el&page=2", "https://a.b/guide/?page=2")]
    public void A_reader_is_sent_to_the_form_that_was_given_without_what_counts_visitors(string address, string display) =>
        Assert.Equal(display, Parse(address).Display);

    [Fact]
    public void An_address_longer_than_an_index_takes_is_refused()
    {
        Assert.Equal(2_000, Parse("https://news.example/" + new string('a', 1_979)).Display.Length);
        Assert.Equal("address-invalid", ProblemOf("https://news.example/" + new string('a', 1_980)));
        Assert.Equal("address-invalid", ProblemOf("https://news.example/" + new string('я', 400)));
        Assert.Equal("news.example", Parse("https://news.example/?fbclid=" + new string('a', 5_000)).Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/vote")]
    [InlineData("https://reader:secret@news.example/vote")]
    [InlineData("javascript:alert(1)")]
    public void What_is_no_page_is_a_problem_with_a_code(string? address) =>
        Assert.Equal("address-invalid", ProblemOf(address));

    [Fact]
    public void What_browsers_take_for_one_address_is_one_story()
    {
        using var rows = JsonDocument.Parse(File.ReadAllBytes(SharedData.Find("security/url/urltestdata.json")));
        var accepted = 0;
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var result = StoryAddress.Parse(row.GetProperty("input").GetString(), QueryParameters.AllButTracking);
            if (!result.IsSuccess)
                continue;
            Assert.Equal(result.Value.Key, Parse(row.GetProperty("href").GetString()!).Key);
            accepted++;
        }
        Assert.InRange(accepted, 60, int.MaxValue);
    }

    [Fact]
    public void An_address_in_its_one_form_stays_as_it_is()
    {
        var texts = Gen.OneOf(
            "index.html",
            "Index.PHP",
            "default.aspx",
            "..",
            ".",
            "a",
            "%2F",
            "%2f",
            "%",
            "%25",
            "%4",
            "я",
            "%d1%8f",
            "/",
            "//",
            "=",
            "&",
            "?",
            "#",
            "+",
            " ",
            "'",
            "utm_source=x",
            "p=5",
            "b=2",
            "a=1",
            "web/2024/https://",
            "amp/s/",
            "c/s/"
        );
        var hosts = Gen.OneOf(
            "news.example",
            "NEWS.example.",
            "bücher.example",
            "127.1",
            "[::1]",
            "news.example:80",
            "news.example:443",
            "news.example:8443",
            "a--b-example.translate.goog",
            "web.archive.org",
            "www.google.com",
            "cdn.ampproject.org"
        );
        Gen.Select(Gen.OneOf("http://", "https://"), hosts, texts.Array[0, 8])
            .Select((scheme, host, rest) => $"{scheme}{host}/{string.Concat(rest)}")
            .Sample(
                text =>
                {
                    var result = StoryAddress.Parse(text, QueryParameters.AllButTracking);
                    if (!result.IsSuccess)
                        return;
                    var again = Parse(result.Value.Display);
                    Assert.Equal(result.Value.Key, again.Key);
                    Assert.Equal(result.Value.Display, again.Display);
                    Assert.Equal(result.Value.Key, Parse("https://" + result.Value.Key).Key);
                },
                iter: 5_000
            );
    }

    private static void AssertOneStory(params string[] addresses) =>
        Assert.All(addresses, address => Assert.Equal(Parse(addresses[0]).Key, Parse(address).Key));

    private static StoryAddress Parse(string text) =>
        StoryAddress.Parse(text, QueryParameters.AllButTracking) is { IsSuccess: true } result
            ? result.Value
            : throw new ArgumentException(text);

    private static string? ProblemOf(string? text) => StoryAddress.Parse(text, QueryParameters.AllButTracking).Problem?.Code;
}
