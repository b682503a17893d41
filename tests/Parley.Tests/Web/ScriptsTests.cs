using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.Web;

/// <summary>What the scripts weigh and what they keep from, read from the files as they are served.</summary>
public sealed partial class ScriptsTests
{
    // Kilobytes as people count them.
    private const int Kilobyte = 1000;

    private static readonly Assets Assets = Assets.Own;

    public static TheoryData<string> Scripts => [.. Names];

    private static string[] Names =>
        [
            .. typeof(Assets)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".js", StringComparison.Ordinal))
                .Select(name => name["Parley.Web.Assets.".Length..])
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void A_newspapers_page_loads_less_than_2_kB()
    {
        Assert.InRange(Find("embed.js").Gzip.Length, 1, 2 * Kilobyte - 1);
    }

    [Fact]
    public void What_scripts_say_is_a_file_for_each_language_that_readers_do_not_load()
    {
        foreach (var language in Words.Languages)
        {
            var file = Encoding.UTF8.GetString(Find($"words-{language}.js").Bytes);
            Assert.Equal($"export default {Words.For(language).ForScript()};\n", file);
        }

        Assert.Null(Assets.Find("words-xx.js"));
        Assert.Null(Assets.Find("words-../en.js"));
        Assert.DoesNotContain("words.js", LoadedBy("parley.js"));
    }

    [Fact]
    public void Who_only_reads_loads_no_more_than_9_kB_of_script()
    {
        var loaded = LoadedBy("parley.js");

        Assert.Contains("parley-thread.js", loaded);
        Assert.InRange(loaded.Sum(name => Find(name).Gzip.Length), 1, 9 * Kilobyte);
    }

    [Fact]
    public void Whoever_only_reads_does_not_load_the_composer()
    {
        Assert.DoesNotContain("parley-composer.js", LoadedBy("parley.js"));
        Assert.Contains("parley-composer.js", LoadedBy("compose.js"));
    }

    [Theory, MemberData(nameof(Scripts))]
    public void Every_script_finds_the_ones_it_imports(string name)
    {
        Assert.All(Imported().Matches(Text(name)), import => Assert.NotNull(Assets.Find(import.Groups["name"].Value)));
    }

    [Theory, MemberData(nameof(Scripts))]
    public void Text_becomes_elements_in_one_file_only(string name)
    {
        var makers = MakesElements().Matches(Text(name)).Select(match => match.Value);

        if (name == "trusted.js")
            Assert.NotEmpty(makers);
        else
            Assert.Empty(makers);
    }

    /// <summary>A script and all that the browser fetches with it: what it imports, and what that imports.</summary>
    private static HashSet<string> LoadedBy(string name)
    {
        HashSet<string> loaded = [name];
        Queue<string> open = new([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var import in ImportedAtOnce().Matches(Text(next)).Select(match => match.Groups["name"].Value))
            {
                if (loaded.Add(import))
                    open.Enqueue(import);
            }
        }
        return loaded;
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Find(name).Bytes);

    private static Asset Find(string name) => Assert.IsType<Asset>(Assets.Find(name));

    [GeneratedRegex("""^import [^(\n]*?"\./(?<name>[a-z-]+\.js)";$""", RegexOptions.Multiline)]
    private static partial Regex ImportedAtOnce();

    [GeneratedRegex("\"(?:[.]|assets/-)/(?<name>[^\"]+)\"")]
    private static partial Regex Imported();

    [GeneratedRegex(
        """innerHTML|outerHTML|insertAdjacentHTML|HTMLUnsafe|createContextualFragment|document\.write|DOMParser|createPolicy|\beval\(|new Function"""
    )]
    private static partial Regex MakesElements();
}
