using Parley.Readers;
using Parley.Sites;

namespace Parley.Server;

/// <summary>What the program says when it has started: where to read, where to work, and, the first time, how to get in.</summary>
internal static class Greeting
{
    public static async Task PrintAsync(IServiceProvider services, Place place, string address, CancellationToken cancel)
    {
        var sites = await services.GetRequiredService<SiteDirectory>().ListAsync();
        await Console.Out.WriteLineAsync($"Parley {Commands.ParleyCommand.Version} on {place}");
        foreach (var site in sites)
        {
            await Console.Out.WriteLineAsync($"  Read     {address}/{site.Name}/");
            await Console.Out.WriteLineAsync($"  Console  {address}/{site.Name}/console");
        }

        if (sites.Count == 0)
            await Console.Out.WriteLineAsync("  There is no site yet: parley site add NAME --origin URL");
        var links = services.GetRequiredService<MakeLinks>();
        if (!await links.HasOperatorAsync(cancel))
        {
            var link = await links.ForOperatorAsync(cancel);
            await Console.Out.WriteLineAsync($"  Sign in  {address}{link}");
            await Console.Out.WriteLineAsync(
                "           once, within 24 hours, as the administrator. Another: parley admin link"
            );
        }

        if (address.StartsWith("http://", StringComparison.Ordinal) && !address.Contains("localhost", StringComparison.Ordinal))
            await Console.Out.WriteLineAsync(
                "  The embed needs https on every name but localhost: browsers keep its cookie from plain http."
            );
    }
}
