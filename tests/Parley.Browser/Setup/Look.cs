using Microsoft.Playwright;

namespace Parley.Browser.Setup;

/// <summary>How somebody looks at a page.</summary>
internal sealed record Look
{
    /// <summary>Width of the window in CSS pixels: 1280 is a desk, 390 a phone.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>The browser's zoom: at 1.1 a window of 900 pixels has room for 818 of the page's.</summary>
    public float Zoom { get; init; } = 1;

    public bool Dark { get; init; }

    /// <summary>The browser's language as a BCP 47 tag.</summary>
    public string Language { get; init; } = "en";

    public bool Script { get; init; } = true;

    public bool ReducedMotion { get; init; }

    public BrowserNewContextOptions ToContext() =>
        new()
        {
            ViewportSize = new() { Width = Width, Height = Width < 600 ? 844 : 900 },
            DeviceScaleFactor = Zoom,
            HasTouch = Width < 600,
            ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion ? Microsoft.Playwright.ReducedMotion.Reduce : null,
            Locale = Language,
            TimezoneId = "Europe/Berlin",
            JavaScriptEnabled = Script,
        };
}
