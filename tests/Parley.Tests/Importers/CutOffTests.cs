using Parley.Tests.Setup;
using Parley.Tests.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

public sealed class CutOffTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_cut_off_anywhere_is_refused_before_anything_is_written(bool isPacked)
    {
        var whole = await File.ReadAllBytesAsync(
            SharedData.Find("import/disqus-blog.xml"),
            TestContext.Current.CancellationToken
        );
        var file = isPacked ? Export.Gzip(whole) : whole.AsSpan().TrimEnd("\n"u8).ToArray();
        Assert.Equal(1570, Export.Read(file).Count);

        int[] lengths =
        [
            .. Enumerable.Range(1, 20).Select(n => file.Length * n / 21),
            .. Enumerable.Range(1, 20).Select(n => file.Length - n),
        ];
        foreach (var length in lengths)
        {
            var refused = await Imports.TryDisqusAsync(
                new FakeSite("http://www.blog.example"),
                new MemoryStream(file[..length])
            );
            Assert.Equal("import-file-cut-off", refused.Problem?.Code);
            Assert.True((int)refused.Problem!.Arguments!["line"] >= 1);
        }
    }

    [Fact]
    public void A_file_that_was_packed_in_parts_is_read_to_its_end()
    {
        var whole = System.Text.Encoding.UTF8.GetBytes(Export.Post($"<message>{new string('w', 30_000)}</message>"));

        // Every length of the first part, so that a part ends at every place of a reader's buffer.
        for (var first = 0; first < whole.Length; first += 7)
            Assert.Equal(2, Export.Read([.. Export.Gzip(whole.AsSpan(..first)), .. Export.Gzip(whole.AsSpan(first..))]).Count);
    }

    [Fact]
    public void A_part_that_is_cut_off_is_refused_though_the_text_before_it_is_whole()
    {
        var whole = Export.Gzip(System.Text.Encoding.UTF8.GetBytes(Export.With(Export.Thread)));
        byte[] twoParts = [.. whole, .. Export.Gzip("\n"u8)];
        Assert.Single(Export.Read(twoParts));

        for (var missing = 1; missing < twoParts.Length - whole.Length; missing++)
            Assert.Contains(Export.Refusal(twoParts[..^missing]).Code, new[] { "import-file-cut-off", "import-file-broken" });
    }

    [Fact]
    public void A_packed_file_that_is_damaged_is_refused()
    {
        var file = Export.Gzip(System.Text.Encoding.UTF8.GetBytes(Export.Post("<message>a</message>")));
        foreach (var at in new[] { 20, file.Length / 2, file.Length - 8, file.Length - 4 })
        {
            var damaged = (byte[])file.Clone();
            damaged[at] ^= 0x55;
            Assert.StartsWith("import-file-", Export.Refusal(damaged).Code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<more/>", "import-file-broken")]
    [InlineData("and more", "import-file-broken")]
    [InlineData("<!-- and", "import-file-cut-off")]
    [InlineData("\n<!-- the end -->\n", null)]
    public void What_stands_behind_the_end_is_read_too(string behind, string? code)
    {
        // Further behind than a parser looks ahead.
        var file = Export.With("") + new string('\n', 20_000) + behind;

        if (code is null)
            Assert.Empty(Export.Read(file));
        else
            Assert.Equal(code, Export.Refusal(file).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("<?xml version=\"1.0\"?>")]
    public void A_file_with_nothing_in_it_is_cut_off(string file)
    {
        Assert.Equal("import-file-cut-off", Export.Refusal(file).Code);
    }
}
