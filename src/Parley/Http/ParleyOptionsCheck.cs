using System.Net.Mail;
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
        foreach (var fault in FaultsOf(options.Mail))
            yield return fault;
        // A link in a letter must not lead where the one who asked for it said that we are.
        if (options.Mail.SmtpHost is not null && options.PublicUrl is null)
            yield return "PublicUrl: needed to send mail, for the links in it; an address such as https://talk.example.";
    }

    private static IEnumerable<string> FaultsOf(MailOptions mail)
    {
        if (mail.SmtpHost is null)
            yield break;
        if (mail.SmtpPort is < 1 or > 65_535)
            yield return $"Mail:SmtpPort: {mail.SmtpPort} is no port.";
        if (mail.From is null || !MailAddress.TryCreate(mail.From, out var from) || from.Address != mail.From)
            yield return "Mail:From: the address from which letters come is missing, or is none such as talk@news.example.";
    }

    private static bool IsWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
