using System.Globalization;
using Parley.Sites;

namespace Parley.Orders;

/// <summary>The answer to an authority as a text that can be printed or sent: which order, what effect was given to it, and when.</summary>
internal static class OrderReply
{
    /// <summary>One fact a line, with times by the site's clock and their distance from UTC. Nothing of any reader is in it.</summary>
    public static string ToText(Words words, Site site, AuthorityOrder order, Func<Guid, string> urlOf)
    {
        List<string> lines =
        [
            words.Format("orders.reply.title", ("site", site.Title)),
            "",
            Line("authority", $"{order.Authority} ({order.Country})"),
            Line("reference", order.Reference),
            Line("kind", words["orders.kind-" + order.Kind.ToWord()]),
            Line("basis", order.Basis),
        ];
        if (order.Territory is { } territory)
            lines.Add(Line("territory", territory));
        lines.Add(Line("received", Time(site, order.ReceivedAt)));
        if (order.InformedAt is { } informed)
            lines.Add(Line("informed", Time(site, informed)));
        if (order is { AnsweredAt: { } answered, Outcome: { } outcome })
        {
            lines.Add(Line("outcome", words["orders.outcome-" + WordOf(order, outcome)]));
            lines.Add(Line("answered", Time(site, answered)));
            lines.Add(Line("minutes", words.Number(order.MinutesTaken!.Value)));
            foreach (var comment in order.Comments)
                lines.Add(
                    Line(
                        comment.RemovedAt is null ? "was-down" : "comment",
                        comment.RemovedAt is { } at
                            ? $"{urlOf(comment.CommentId)} ({Time(site, at)})"
                            : urlOf(comment.CommentId)
                    )
                );
            // Of a removal they are for the writer.
            if (order.Words is { } said && (outcome != OrderOutcome.Done || !order.Kind.Removes()))
                lines.Add(Line("words", said));
        }
        else
            lines.Add(words["orders.reply.open"]);
        return string.Join('\n', lines) + "\n";

        string Line(string what, string value) =>
            words.Format("orders.reply.line", ("what", words["orders.reply." + what]), ("value", value));
    }

    /// <summary>The outcome as the language files call it: information is given, comments are taken down.</summary>
    public static string WordOf(AuthorityOrder order, OrderOutcome outcome) =>
        outcome == OrderOutcome.Done && !order.Kind.Removes() ? "given" : outcome.ToWord();

    private static string Time(Site site, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, site.Zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
