using System.Text;
using Parley.Perf.Load;

namespace Parley.Perf.Trials;

/// <summary>What browsers ask, word for word.</summary>
internal static class Requests
{
    // An ordinary comment of some 240 characters: a quotation, emphasis, a link, two paragraphs.
    private const string Words =
        "> The ferry was *never* in the budget.\\n\\nIt **was**, see [the minutes](https://paper.example/minutes/"
        + LoadOrder.FreshNumber
        + ") of May. Nobody asked the fishermen though, and whoever quotes the unnamed official should say so. I doubt it.";

    public static string Page(string path, string? cookie = null) =>
        Lines(
            $"GET {path} HTTP/1.1",
            "Host: 127.0.0.1",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "Accept-Encoding: gzip, deflate",
            "Accept-Language: en-GB,en;q=0.9",
            "Sec-Fetch-Site: none",
            cookie is null ? "Sec-Fetch-Mode: navigate" : $"Sec-Fetch-Mode: navigate\r\nCookie: {cookie}",
            "",
            ""
        );

    /// <param name="drawn">As a page's script asks: with the comment drawn, ready to be put in.</param>
    public static string Post(string site, Guid thread, string cookie, bool drawn = false) =>
        Write(
            "POST",
            $"/api/v1/sites/{site}/threads/{thread}/comments{(drawn ? "?fragment" : "")}",
            cookie,
            $$"""{"id":"{{LoadOrder.FreshId}}","body":"{{Words}}"}"""
        );

    public static string Appreciate(string site, Guid comment, string cookie) =>
        Write("PUT", $"/api/v1/sites/{site}/comments/{comment}/appreciation", cookie, "");

    public static string TakeBack(string site, Guid comment, string cookie) =>
        Write("DELETE", $"/api/v1/sites/{site}/comments/{comment}/appreciation", cookie, "");

    private static string Write(string method, string path, string cookie, string body) =>
        Lines(
            $"{method} {path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}",
            "Sec-Fetch-Site: same-origin",
            $"Cookie: {cookie}",
            "",
            body
        );

    private static string Lines(params string[] lines) => string.Join("\r\n", lines);
}
