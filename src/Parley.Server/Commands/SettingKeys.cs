using System.Globalization;
using Parley.Readers;
using Parley.Sites;
using Parley.Tokens;

namespace Parley.Server.Commands;

/// <summary>The settings of a site by the names that the command takes, with their bounds.</summary>
internal static class SettingKeys
{
    private static readonly Dictionary<string, Func<SiteSettings, string, SiteSettings>> Setters = new(StringComparer.Ordinal)
    {
        ["editWindowMinutes"] = (s, v) => s with { EditWindowMinutes = Number(v, 0, 1_440) },
        ["maxCharacters"] = (s, v) => s with { MaxCharacters = Number(v, 1, 20_000) },
        ["knownAfter"] = (s, v) => s with { KnownAfter = Number(v, 0, 100) },
        ["guestsMayWrite"] = (s, v) => s with { GuestsMayWrite = Flag(v) },
        ["showMatchedWords"] = (s, v) => s with { ShowMatchedWords = Flag(v) },
        ["showRevisions"] = (s, v) => s with { ShowRevisions = Flag(v) },
        ["tellOfHoldAfterHours"] = (s, v) => s with { TellOfHoldAfterHours = Number(v, 0, 720) },
        ["secondLookPercent"] = (s, v) => s with { SecondLookPercent = Number(v, 0, 100) },
        ["callDeskAfterMinutes"] = (s, v) => s with { CallDeskAfterMinutes = Number(v, 0, 1_440) },
        ["callDeskAt"] = (s, v) => s with { CallDeskAt = Address(v) },
        ["callDeskUrl"] = (s, v) => s with { CallDeskUrl = WebUrl(v) },
        ["unnamedSourcesPolicy"] = (s, v) => s with { UnnamedSourcesPolicy = WebUrl(v) },
        ["correctionsPolicy"] = (s, v) => s with { CorrectionsPolicy = WebUrl(v) },
        ["closeAfterDays"] = (s, v) => s with { CloseAfterDays = Number(v, 0, 3_650) },
        ["depth"] = (s, v) => s with { Depth = Number(v, 1, 6) },
        ["pageParameters"] = (s, v) =>
            s with
            {
                PageParameters = v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            },
        ["read"] = (s, v) => s with { Read = s.Read with { Who = Who(v) } },
        ["readSentence"] = (s, v) => s with { Read = s.Read with { Sentence = Sentence(v) } },
        ["readLink"] = (s, v) => s with { Read = s.Read with { Link = Link(v) } },
        ["react"] = (s, v) => s with { React = s.React with { Who = Who(v) } },
        ["reactSentence"] = (s, v) => s with { React = s.React with { Sentence = Sentence(v) } },
        ["reactLink"] = (s, v) => s with { React = s.React with { Link = Link(v) } },
        ["write"] = (s, v) => s with { Write = s.Write with { Who = Who(v) } },
        ["writeSentence"] = (s, v) => s with { Write = s.Write with { Sentence = Sentence(v) } },
        ["writeLink"] = (s, v) => s with { Write = s.Write with { Link = Link(v) } },
        ["tokenRoles"] = (s, v) => s with { TokenRoles = Roles(v) },
        ["trust"] = (s, v) => s with { Trust = Trust(v) },
        ["figures"] = (s, v) => s with { Figures = Flag(v) },
        ["staffNeedSecondFactor"] = (s, v) => s with { StaffNeedSecondFactor = Flag(v) },
    };

    public static IEnumerable<string> All => Setters.Keys;

    public static SiteSettings Set(SiteSettings settings, string key, string value) =>
        Setters.TryGetValue(key, out var set)
            ? set(settings, value)
            : throw new ExpectedException(
                Exits.Refused,
                $"There is no setting \"{key}\". There are: {string.Join(", ", All)}."
            );

    private static int Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw new ExpectedException(Exits.Refused, $"\"{value}\" is not a whole number from {least} to {most}.");

    private static string Address(string value) =>
        value.Length == 0 ? ""
        : EmailAddress.Parse(value) is { IsSuccess: true, Value: { } address } ? address.Text
        : throw new ExpectedException(Exits.Refused, $"\"{value}\" is no e-mail address.");

    // Whether it may be asked is known to the server that asks.
    private static string WebUrl(string value) =>
        value.Length == 0 ? ""
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && value.Length <= 2_000
            ? value
        : throw new ExpectedException(Exits.Refused, $"\"{value}\" is no address such as https://paper.example/corrections.");

    private static string Who(string value) =>
        value is Opening.Everybody or Opening.Readers
        || new Opening(value).Entitlement is { } name && TokenTexts.IsEntitlement(name)
            ? value
            : throw new ExpectedException(
                Exits.Refused,
                $"\"{value}\" is neither all nor readers nor entitlement:NAME, with a name of letters, digits and - _ . :"
            );

    private static string Sentence(string value) =>
        value.Length <= 500 && !value.Any(char.IsControl)
            ? value
            : throw new ExpectedException(Exits.Refused, "A sentence has at most 500 characters, in one line.");

    // It stands in a page of ours as an address that is followed.
    private static string Link(string value) =>
        value.Length == 0
        || (
            value.Length <= 2_000
            && Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        )
            ? value
            : throw new ExpectedException(Exits.Refused, $"\"{value}\" is no address: https://courant.example/subscribe.");

    private static string Trust(string value) =>
        value.Length > TrustFile.Longest
            ? throw new ExpectedException(Exits.Refused, $"A trust.txt has at most {TrustFile.Longest} characters.")
        : TrustFile.FindWrong(value) is { } wrong
            ? throw new ExpectedException(
                Exits.Refused,
                $"\"{wrong}\" is no line of a trust.txt: belongto=https://association.example/, contact=TEXT, datatrainingallowed=yes or no once, or # and a note."
            )
        : TrustFile.Of(value);

    private static string[] Roles(string value) =>
        [
            .. value
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(pair =>
                    TokenRoles.Parse(pair) is not null
                        ? pair
                        : throw new ExpectedException(
                            Exits.Refused,
                            $"\"{pair}\" does not say what a role means: EDITOR=moderator, or another of journalist, moderator, senior-moderator, administrator."
                        )
                ),
        ];

    private static bool Flag(string value) =>
        value switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => throw new ExpectedException(Exits.Refused, $"\"{value}\" is neither yes nor no."),
        };
}
