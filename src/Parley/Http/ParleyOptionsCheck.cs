using Microsoft.Extensions.Options;

namespace Parley.Http;

/// <summary>Says at start what is wrong with the options, all of it, each with the key to change.</summary>
internal sealed class ParleyOptionsCheck : IValidateOptions<ParleyOptions>
{
    public ValidateOptionsResult Validate(string? name, ParleyOptions options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(ParleyOptions options)
    {
        if (options.PublicUrl is { } url && !IsWebAddress(url))
            yield return $"PublicUrl: \"{url}\" is no address such as https://talk.example.";
        TrustedProxies.Parse(options.TrustedProxies, out var wrong);
        foreach (var entry in wrong)
            yield return $"TrustedProxies: \"{entry}\" is no address and no network such as 10.0.0.0/8.";
    }

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
