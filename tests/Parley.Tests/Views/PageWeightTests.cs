using System.IO.Compression;
using System.Text;
using Parley.Views.Comments;
using Parley.Views.Reading;
using Xunit;

namespace Parley.Tests.Views;

/// <summary>What a reader's browser loads before reading; the scripts have a budget of their own.</summary>
public sealed class PageWeightTests
{
    [Fact]
    public async Task A_framed_discussion_of_a_hundred_comments_weighs_little()
    {
        var page = new ThreadPageModel(
            Sample.Plain.Page("Discussion", isFramed: true),
            Sample.Plain.Lively with
            {
                Comments = [.. Hundred()],
                Count = 100,
                Shown = 100,
            },
            "",
            "/courant/s/lantern"
        );

        var html = await Page.RenderBytesAsync<ThreadPage, ThreadPageModel>(
            Words.For("en").In(TimeZoneInfo.Utc, Sample.Noon),
            page
        );

        var weight = Compressed(html);
        TestContext.Current.SendDiagnosticMessage($"{html.Length} bytes, compressed {weight}");
        // With the styles this leaves some three kilobytes for the scripts, of the thirty that everything may weigh.
        Assert.InRange(weight, 1, 20_500);
    }

    [Fact]
    public void The_styles_of_every_page_weigh_six_kilobytes() =>
        Assert.InRange(Assets.Own.Find("parley.css")!.Gzip.Length, 1, 6144);

    [Fact]
    public void No_rule_of_style_knows_left_from_right()
    {
        foreach (var name in new[] { "parley.css", "console.css" })
            Assert.DoesNotMatch(
                @"[^-\w](left|right|top|bottom|width|height)\s*:|(margin|padding|border)-(left|right|top|bottom)",
                Rules(Encoding.UTF8.GetString(Asset(name)))
            );
    }

    /// <summary>Comments of 240 characters, no two alike, three in four of them replies.</summary>
    private static IEnumerable<CommentModel> Hundred()
    {
        var luck = new Random(4711);
        for (var n = 0; n < 25; n++)
        {
            var replies = Enumerable.Range(0, 3).Select(_ => Comment(luck)).ToList();
            yield return Comment(luck) with
            {
                Replies = replies,
            };
        }
    }

    private static CommentModel Comment(Random luck)
    {
        // Of version 7, as clients make them: the time first, then luck.
        var id = new Guid(
            $"0196c1a2-{luck.Next(1 << 16):x4}-7{luck.Next(1 << 12):x3}-8{luck.Next(1 << 12):x3}-{luck.NextInt64(1L << 48):x12}"
        );
        var words = new StringBuilder();
        while (words.Length < 240)
            words.Append(Vocabulary[luck.Next(Vocabulary.Length)]).Append(' ');
        return new(
            id,
            $"/courant/c/{id}",
            new($"{Vocabulary[luck.Next(Vocabulary.Length)]} {luck.Next(1000)}"),
            new($"<p>{words.ToString(0, 240)}</p>"),
            Sample.Noon.AddSeconds(luck.Next(500_000))
        )
        {
            Appreciations = luck.Next(60),
        };
    }

    private static readonly string[] Vocabulary = """
        about above across admit after again against agree almost alone along already also although always among anger another answer any anyone
        appear argue around ask away bad because become been before begin behind believe below best better between beyond blame both bread break bridge
        bring build but call can care carry cause change children city claim close coast come common council country course court danger day dead deal
        decide deep deny did different district doubt down early either else empty end enemy enough even ever every evidence eye face fact fail fair
        fall family far father fear few fight find fire first follow food for forget found free friend from front full gave give go gone good ground
        guess had half hand happen harbour hard have head hear heart help her here high him history hold home hope house how hundred idea if in inside
        into it itself join judge just keep kind knew know land last late law lead learn least leave less letter lie life like line listen little long
        look lose lost made make man many matter may mean meet memory might mind money month more morning most move much must name near need never new
        next night no nobody not nothing now number of off office often old on once one only open or order other our out over own paper part past pay
        peace people perhaps place plain point poor power press promise proof prove public put question quiet rather read ready reason region remember
        reply report rest right river road room rule said same say school sea see seem sell send sense serve set shell ship short should show side sign
        since small so some someone soon source speak spring stand start state stay still stop story street strong such summer sure take talk tell than
        that their them then there these they thing think this those though thought through time to today together told too took town trade treaty true
        trust truth try turn two under until up us use very voice vote wait walk wall want war was watch water way weak week well went were what when
        where which while who whole whose why will winter with without woman word work world worse would write wrong year yes yet you young your
        """.Split(Array.Empty<char>(), StringSplitOptions.RemoveEmptyEntries);

    private static int Compressed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return target.ToArray().Length;
    }

    private static byte[] Asset(string name)
    {
        using var file = typeof(Page).Assembly.GetManifestResourceStream("Parley.Web.Assets." + name)!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    // The inside of queries names screens: there a width is a width.
    private static string Rules(string css) =>
        System.Text.RegularExpressions.Regex.Replace(css, @"@(media|container)[^{]*", "");
}
