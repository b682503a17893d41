using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using Parley.Http;
using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;

namespace Parley.Hooks;

/// <summary>
/// What a service against spam is told of a comment, by Akismet's interface 1.1 (akismet.com/developers/detailed-docs/comment-check). The
/// network is the block in which the address lies, since a whole address leaves no house; browser and referrer are not known by then.
/// </summary>
/// <param name="Permalink">The story's address.</param>
/// <param name="Email">Null where the site does not give it.</param>
internal sealed record AkismetWords(SafeHtml Html, Reader Author, DateTimeOffset At, string? Permalink, string? Email)
{
    /// <summary>The block of addresses that it comes from; null where nobody knows, as of an edit or of a comment of yesterday.</summary>
    public UInt128? Network { get; init; }

    public bool IsEdit { get; init; }

    /// <summary>How it is told that a comment is spam after all, or is none; it answers with a sentence.</summary>
    public static string SubmitPath(bool isSpam) => isSpam ? "submit-spam" : "submit-ham";

    /// <param name="path">The call: <c>comment-check</c>, <c>submit-spam</c>, <c>submit-ham</c>.</param>
    public HttpRequestMessage To(Hook hook, string key, Site site, string path) =>
        Request(hook.Url, path, [.. Of(key, site), .. Fields(site)]);

    /// <summary>Asks whether a key is known: <c>verify-key</c>, answered by <c>valid</c> or <c>invalid</c>.</summary>
    public static HttpRequestMessage Verify(Uri url, string key, Site site) => Request(url, "verify-key", Of(key, site));

    /// <summary>What it says of words; a fault where it says nothing that is agreed.</summary>
    public static (HookOpinion? Opinion, OutgoingFault? Fault) Read(OutgoingAnswer answer) =>
        Word(answer) switch
        {
            _ when answer.Fault is { } fault => (null, fault),
            // It is sure, and says that nobody need look.
            "true" when answer.Header == "discard" => (new(Verdict.Refuse, ""), null),
            "true" => (new(Verdict.Hold, ""), null),
            "false" => (HookOpinion.None, null),
            "invalid" => (null, OutgoingFault.KeyUnknown),
            _ => (null, OutgoingFault.Unreadable),
        };

    /// <summary>The header in which it says that it is sure.</summary>
    public const string ProTip = "X-akismet-pro-tip";

    /// <summary>The one word of an answer; null where there is more, or another status.</summary>
    public static string? Word(OutgoingAnswer answer) =>
        answer is { Fault: null, Status: 200, Body.Length: <= 32 } ? Encoding.Latin1.GetString(answer.Body.Span).Trim() : null;

    /// <summary>Whether a service has taken what it was told: it says "Thanks for making the web a better place."</summary>
    public static bool IsThanks(OutgoingAnswer answer) =>
        Encoding.Latin1.GetString(answer.Body.Span).TrimStart().StartsWith("Thanks", StringComparison.OrdinalIgnoreCase);

    // The key goes by its new name and by its old one, which services that follow the interface still expect.
    private static List<KeyValuePair<string, string>> Of(string key, Site site) =>
        [new("api_key", key), new("key", key), new("blog", site.Origins is [var first, ..] ? first : "")];

    private IEnumerable<KeyValuePair<string, string>> Fields(Site site)
    {
        if (Network is { } network)
            yield return new("user_ip", AddressOf(network));
        if (Permalink is not null)
            yield return new("permalink", Permalink);
        yield return new("comment_type", "comment");
        yield return new("comment_author", Author.Name);
        if (Email is not null)
            yield return new("comment_author_email", Email);
        yield return new("comment_content", Html.Value);
        yield return new("comment_date_gmt", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        yield return new("blog_lang", site.Language.Replace('-', '_').ToLowerInvariant());
        yield return new("blog_charset", "UTF-8");
        yield return new("user_role", Author.Role.ToString().ToLowerInvariant());
        if (IsEdit)
            yield return new("recheck_reason", "edit");
    }

    private static HttpRequestMessage Request(Uri url, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/1.1/" + path)
        )
        {
            Content = new FormUrlEncodedContent(fields),
            Version = HttpVersion.Version11,
        };
        request.Headers.UserAgent.ParseAdd("Parley/1.0");
        return request;
    }

    private static string AddressOf(UInt128 network)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, network);
        var address = new IPAddress(octets);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
