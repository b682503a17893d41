using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.Tests.Setup;

/// <summary>An answer of the server, read to its end.</summary>
/// <param name="Headers">All of them by name, in lower case, without the date.</param>
internal sealed partial record TestAnswer(HttpStatusCode Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The code of a problem document.</summary>
    public string? Code => (string?)Json["code"];

    public string? ETag => Headers.GetValueOrDefault("etag");

    public string Location => Headers["location"];

    /// <summary>The comments that a page shows, in its order.</summary>
    public IReadOnlyList<Guid> CommentIds => [.. Anchors().Matches(Text).Select(match => Guid.Parse(match.Groups[1].Value))];

    public bool Shows(Guid comment) => Text.Contains($"id=\"c-{comment}\"", StringComparison.Ordinal);

    /// <summary>The text without the id that was asked for and the request's own name: what is left must not tell two ids apart.</summary>
    public string TextWithout(Guid asked) =>
        RequestName().Replace(Text.Replace(asked.ToString(), "(id)", StringComparison.Ordinal), "<code>(request)</code>");

    public static async Task<TestAnswer> ReadAsync(HttpResponseMessage answer)
    {
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date")
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new TestAnswer(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), headers);
    }

    [GeneratedRegex("<code>0[A-Z0-9]+:[0-9A-F]+</code>")]
    private static partial Regex RequestName();

    [GeneratedRegex("id=\"c-([0-9a-f-]{36})\"")]
    private static partial Regex Anchors();
}
