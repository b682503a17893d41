using System.Buffers;
using System.Collections.Frozen;
using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Finds what leads out of a comment though it need not be a link: addresses with a scheme, bare ones (example.com,
/// www.paper.example, name@example.com), and those whose dots are dressed up (example[.]com, example (dot) com,
/// example . com).
/// </summary>
/// <remarks>
/// Deliberately blind to "example dot com" and "example .com": people talk like that about the dot-com years and .com
/// names, and nobody can click on it.
/// </remarks>
internal static class WebAddresses
{
    private static readonly FrozenSet<string> Endings = Set(
        "com net org info biz edu gov mil int xyz online site shop store club top icu vip website space app dev click link",
        "blog pro mobi asia travel museum loan bid cyou sbs cfd lol io co tv ai ly gg sh cc ws pw tk ml ga cf gq fm eu uk",
        "de fr nl pl cz sk hu ro bg gr hr rs ua ru su by kz dk se fi ee lv lt ch lu ie pt tr ir ae eg za ng ke gh cn jp",
        "kr tw hk sg vn ph id au nz ca mx br ar cl pe ve ec cr"
    );

    // Endings that begin sentences too. "I said so.it rained" is no address, t.me/name is: these count before a slash only.
    private static readonly FrozenSet<string> EndingsBeforeSlash = Set(
        "me to us in it at be no so is es la my am as an do al ma mu pm st ac gl il sa th li",
        "live news men work jobs name fun win cat tel"
    );

    private static readonly string[] DressedDots = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "{dot}"];
    private static readonly SearchValues<char> AfterAddress = SearchValues.Create(" \t\r\n<>\"");

    /// <summary>All addresses, in the order of the text.</summary>
    public static IReadOnlyList<Place> In(FoldedText text)
    {
        var places = new List<Place>();
        for (var at = 0; at < text.Folded.Length; )
        {
            if (!IsOfLabel(text.Folded, at))
            {
                at++;
                continue;
            }
            var end = AddressEnd(text.Folded, at, out var read);
            if (end > at)
            {
                var (start, length) = text.Original(at, end - at);
                places.Add(new(start, length));
            }
            at = Math.Max(end, read);
        }
        return places;
    }

    // Reads labels and the dots between them as far as they go. The address ends with the last label that can end one;
    // what was read needs no second look, which keeps a.a.a.a… linear.
    private static int AddressEnd(string text, int start, out int read)
    {
        read = LabelEnd(text, start);
        if (StartsAt(text, read, "://"))
            return WithPath(text, read);

        var isWww = text.AsSpan(start, read - start) is "www";
        var end = -1;
        while (DotEnd(text, read) is { } label && IsOfLabel(text, label))
        {
            read = LabelEnd(text, label);
            if (isWww || CanEnd(text, label, read))
                end = read;
        }
        return end < 0 ? -1 : WithPath(text, end);
    }

    private static bool CanEnd(string text, int label, int end) =>
        Has(Endings, text.AsSpan(label, end - label))
        || StartsAt(text, end, "/") && Has(EndingsBeforeSlash, text.AsSpan(label, end - label));

    private static int WithPath(string text, int end)
    {
        if (end == text.Length || text[end] is not ('/' or ':' or '?' or '#'))
            return end;
        var length = text.AsSpan(end).IndexOfAny(AfterAddress);
        var path = length < 0 ? text.AsSpan(end) : text.AsSpan(end, length);
        return end + path.TrimEnd(".,;:!?'*_~)]}").Length;
    }

    // Where the text goes on after a dot, plain or dressed up; null when there is none.
    private static int? DotEnd(string text, int at)
    {
        if (StartsAt(text, at, ".") || StartsAt(text, at, "。"))
            return at + 1;
        if (StartsAt(text, at, " . "))
            return at + 3;
        var dot = StartsAt(text, at, " ") ? at + 1 : at;
        foreach (var dressed in DressedDots)
        {
            if (StartsAt(text, dot, dressed))
                return dot + dressed.Length + (StartsAt(text, dot + dressed.Length, " ") ? 1 : 0);
        }
        return null;
    }

    private static int LabelEnd(string text, int at)
    {
        while (at < text.Length && IsOfLabel(text, at))
            at++;
        return at;
    }

    // Letters of every script; with the signs that stand in a mailbox's name.
    private static bool IsOfLabel(string text, int index) =>
        index < text.Length && (text[index] is '-' or '_' or '+' or '@' || WordEdges.IsOfWord(text, index));

    private static bool StartsAt(string text, int at, string part) =>
        at <= text.Length && text.AsSpan(at).StartsWith(part, StringComparison.Ordinal);

    private static bool Has(FrozenSet<string> endings, ReadOnlySpan<char> label) =>
        endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);

    private static FrozenSet<string> Set(params string[] lines) =>
        lines.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
}
