namespace Parley.Readers;

/// <summary>
/// The mailbox behind an e-mail address, for comparing alone: mail to two spellings of one arrives at the same place. What stands
/// behind a plus is left out (RFC 5233 calls it the detail; Gmail, Outlook, iCloud, Proton and Fastmail take it so), and with Gmail the
/// dots too. No letter goes to it, and it is never shown.
/// </summary>
internal static class Mailbox
{
    private static readonly string[] OfGmail = ["gmail.com", "googlemail.com"];

    /// <param name="address">As it is kept, in lower case.</param>
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1)
            return address;
        var (local, domain) = (address[..at], address[(at + 1)..]);
        // An address that begins with a plus has nothing before it to be told by.
        if (local.IndexOf('+', StringComparison.Ordinal) is var plus and > 0)
            local = local[..plus];
        return OfGmail.Contains(domain, StringComparer.Ordinal)
            ? local.Replace(".", "", StringComparison.Ordinal) + "@gmail.com"
            : local + "@" + domain;
    }
}
