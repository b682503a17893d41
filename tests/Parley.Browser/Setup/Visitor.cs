using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Browser.Setup;

/// <summary>Somebody with a browser window of their own, and what went wrong in it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    public static string Axe { get; } = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// What axe finds in a document that has it. Each frame by itself; the selectors of all that is as it should be cost more than finding
    /// what is not. The size of what is pressed is looked at only when asked.
    /// </summary>
    public const string FindSerious = """
        async () => {
          const { violations } = await axe.run({ resultTypes: ["violations"], iframes: false, rules: { "target-size": { enabled: true } } });
          return violations
            .filter(({ impact }) => impact === "serious" || impact === "critical")
            .map(({ impact, help, id, helpUrl, nodes }) =>
              `${impact}: ${help} (${id}, ${helpUrl})\n` + nodes.map(({ target, html }) => `    ${target} ${html}`).join("\n"));
        }
        """;

    private const int Patience = 10_000;

    public static bool ArePicturesWanted { get; } = Environment.GetEnvironmentVariable("PARLEY_SCREENSHOTS") == "1";

    private readonly List<string> faults = [];
    private readonly DirectoryInfo? profile;

    private Visitor(IBrowserContext context, IPage page, DirectoryInfo? profile)
    {
        (Context, Page, this.profile) = (context, page, profile);
        page.PageError += (_, error) => Note(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Note(message.Text);
        };
    }

    public IBrowserContext Context { get; }
    public IPage Page { get; }

    internal static async Task<Visitor> OpenAsync(IBrowserContext context, DirectoryInfo? profile = null)
    {
        // A test waits for something that is to happen on this machine; half a minute of silence only hides a fault.
        context.SetDefaultTimeout(Patience);
        // A page with its frame and all their files is more than one thing.
        context.SetDefaultNavigationTimeout(3 * Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return new(context, await context.NewPageAsync(), profile);
    }

    /// <summary>Fails when a script threw, or when the browser complained of anything: a policy, a missing file.</summary>
    public void AssertNoFaults() => AssertNoFaultsBut();

    /// <inheritdoc cref="AssertNoFaults"/>
    /// <param name="expected">Complaints that belong to the test, such as about an answer that refuses.</param>
    public void AssertNoFaultsBut(params string[] expected)
    {
        lock (faults)
        {
            var real = faults.Where(fault => !expected.Any(one => fault.Contains(one, StringComparison.Ordinal))).ToList();
            Assert.True(real.Count == 0, $"{Page.Url} has faults:\n{string.Join('\n', real)}");
        }
    }

    /// <summary>
    /// Fails with a list when axe finds something serious or critical on the page or in a frame of it: what it says keeps a
    /// person from reading or acting.
    /// </summary>
    public async Task AssertAccessibleAsync()
    {
        List<string> serious = [];
        foreach (var frame in Page.Frames.Where(frame => !frame.IsDetached))
        {
            await frame.EvaluateAsync(Axe);
            serious.AddRange(await frame.EvaluateAsync<string[]>(FindSerious));
        }

        Assert.True(serious.Count == 0, $"axe at {Page.Url}:\n{string.Join('\n', serious)}");
    }

    /// <summary>
    /// Puts a picture of the whole page into <c>artifacts/screenshots</c>, for people to look at, where somebody wants to: all of them take
    /// a minute.
    /// </summary>
    /// <param name="name">A file's name without ending, such as <c>thread-dark-390</c>.</param>
    public async Task ScreenshotAsync(string name)
    {
        if (ArePicturesWanted)
            await Page.ScreenshotAsync(
                new() { Path = RepositoryRoot.At($"artifacts/screenshots/{name}.png"), FullPage = true }
            );
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        profile?.Delete(recursive: true);
    }

    private void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
