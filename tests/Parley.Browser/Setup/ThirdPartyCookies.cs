namespace Parley.Browser.Setup;

/// <summary>
/// What a browser does with the cookies of a page inside another site's page. Said in a new profile's preferences, since no
/// flag says it. Both ways are needed: without any setting Debian's Chromium drops such a cookie too, so a test that only
/// ever sees it dropped has not shown that blocking was on.
/// </summary>
internal sealed record ThirdPartyCookies(bool AreBlocked)
{
    public static ThirdPartyCookies Blocked { get; } = new(true);
    public static ThirdPartyCookies Allowed { get; } = new(false);

    public async Task WriteToAsync(DirectoryInfo profile)
    {
        var folder = profile.CreateSubdirectory("Default");
        var preferences = AreBlocked
            ? """{"profile":{"cookie_controls_mode":1,"block_third_party_cookies":true}}"""
            : """{"profile":{"cookie_controls_mode":0,"block_third_party_cookies":false}}""";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Preferences"), preferences);
    }
}
