using Microsoft.Playwright;
using Parley.Browser.Setup;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Parley.Browser.Setup;

/// <summary>
/// The one real browser of the suite, started when the first test asks for it. Each visitor has a context of their own in
/// it, which shares no cookie and no storage with any other.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>
    /// Nothing here may leave the machine: no name is looked up except those that mean this machine, and the browser's own
    /// errands are off.
    /// </summary>
    private static readonly string[] Flags =
    [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-quic",
        "--disable-sync",
        "--no-default-browser-check",
        "--no-first-run",
        "--no-pings",
    ];

    // The same browser without a window's trappings, where the machine has it, does the same in half the time. It reads no settings of a
    // profile, and sends third-party cookies.
    private static readonly string? Shell = Environment.GetEnvironmentVariable("PARLEY_TEST_CHROMIUM_SHELL")
        is { Length: > 0 } set
        ? set
        : null;

    private readonly Lazy<Task<IPlaywright>> driver = new(Playwright.CreateAsync);
    private readonly Lazy<Task<IBrowser>> browser;

    public Chromium() => browser = new(StartAsync);

    /// <summary>Somebody with a browser window of their own. Skips the test where there is no Chromium.</summary>
    internal async Task<Visitor> VisitAsync(Look? look = null)
    {
        RequireProgram();
        var running = await browser.Value;
        return await Visitor.OpenAsync(await running.NewContextAsync((look ?? new()).ToContext()));
    }

    /// <summary>The same, in a browser that blocks third-party cookies, or that was told not to.</summary>
    internal async Task<Visitor> VisitAsync(ThirdPartyCookies cookies, Look? look = null, bool inWhole = false)
    {
        var program = RequireProgram();
        if (!cookies.AreBlocked && !inWhole && Shell is not null)
            return await VisitAsync(look);
        var profile = Directory.CreateTempSubdirectory("parley-profile-");
        await cookies.WriteToAsync(profile);
        var playwright = await driver.Value;
        var seen = (look ?? new()).ToContext();
        var options = new BrowserTypeLaunchPersistentContextOptions
        {
            Args = Flags,
            ChromiumSandbox = false,
            ExecutablePath = program,
            ViewportSize = seen.ViewportSize,
            HasTouch = seen.HasTouch,
            ColorScheme = seen.ColorScheme,
            Locale = seen.Locale,
            TimezoneId = seen.TimezoneId,
            JavaScriptEnabled = seen.JavaScriptEnabled,
        };
        return await Visitor.OpenAsync(
            await playwright.Chromium.LaunchPersistentContextAsync(profile.FullName, options),
            profile
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated)
            await (await browser.Value).DisposeAsync();
        if (driver.IsValueCreated)
            (await driver.Value).Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var playwright = await driver.Value;
        // Its sandbox needs rights that neither root nor a container has; what it opens is ours alone.
        var options = new BrowserTypeLaunchOptions
        {
            Args = Flags,
            ChromiumSandbox = false,
            ExecutablePath = Shell ?? RequireProgram(),
        };
        return await playwright.Chromium.LaunchAsync(options);
    }

    private static string RequireProgram()
    {
        var program = Environment.GetEnvironmentVariable("PARLEY_TEST_CHROMIUM");
        // ./test knows the beginning of this sentence.
        Assert.SkipWhen(string.IsNullOrEmpty(program), "Chromium is not here: PARLEY_TEST_CHROMIUM is not set, run ./test");
        return program!;
    }
}
