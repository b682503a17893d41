using Parley.Comments;
using Parley.Mail;
using Parley.Markup;
using Parley.Orders;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Gathers what the page of an order shows.</summary>
internal sealed class OrderPages(
    OrderStore orders,
    PreservedStore preserved,
    AuthoredComments comments,
    ConsoleFrames frames,
    MailRoute mail
)
{
    private const int ExcerptLength = 200;

    /// <param name="typed">The addresses that somebody typed in place of those that it names.</param>
    /// <returns>Null where there is no such order.</returns>
    public async Task<OrderPageModel?> FindAsync(Visit visit, Guid id, string? typed)
    {
        if (await orders.FindAsync(visit.Site.Id, id, visit.Cancel) is not { } order)
            return null;
        var isOpen = order.AnsweredAt is null;
        var named = AuthorityOrder.CommentsIn(order.Named);
        var ids =
            !isOpen ? [.. order.Comments.Select(comment => comment.CommentId)]
            : typed is null ? named
            : AuthorityOrder.CommentsIn(typed);
        var found = new List<OrderedCommentModel>();
        var addresses = new List<string>();
        foreach (var one in ids.Take(AuthorityOrder.MostComments))
        {
            if (await comments.FindAsync(visit.Site.Id, one, visit.Cancel) is not { } read)
                continue;
            addresses.Add(visit.Home.Absolute($"/{visit.Site.Name}/c/{one}"));
            found.Add(
                new(
                    one,
                    visit.SiteUrl($"/console?c={one}"),
                    read.AuthorName,
                    read.Comment.IsErased ? null : PlainText.Excerpt(PlainText.OfKept(read.Comment.Html), ExcerptLength),
                    read.Comment.State != CommentState.Published
                )
                {
                    IsNamed = named.Contains(one),
                    ToldAt = order.Comments.FirstOrDefault(comment => comment.CommentId == one)?.ToldAt,
                }
            );
        }

        return new(
            await frames.ForAsync(visit, ConsolePlace.Orders, visit.Words["orders.one"]),
            order.Kind.ToWord(),
            order.Authority,
            order.Country,
            order.Reference,
            order.Basis,
            order.Named,
            order.ReceivedAt,
            order.DueAt,
            visit.SiteUrl($"/console/orders/{id}"),
            visit.SiteUrl($"/console/orders/{id}/answer"),
            visit.SiteUrl("/console/orders")
        )
        {
            Territory = order.Territory,
            Language = order.Language,
            Contact = order.Contact,
            SilentUntil = order.SilentUntil,
            Silence = order.CanBeSilencedAt(visit.Now)
                ? new(
                    visit.SiteUrl($"/console/orders/{id}/silence"),
                    order.LatestSilence(visit.Now),
                    order.SilentUntil is { } silent ? OrderForms.ToBox(visit.Site, silent) : "",
                    order.SilentUntil is not null
                )
                : null,
            Silences = [.. order.Silences.Select(one => new OrderSilenceModel(one.At, one.ByName, one.Until, one.Words))],
            MinutesLeft = order.MinutesLeft(visit.Now),
            InformedAt = order.InformedAt,
            AnsweredAt = order.AnsweredAt,
            MinutesTaken = order.MinutesTaken,
            Outcome = order.Outcome is { } outcome ? OrderReply.WordOf(order, outcome) : null,
            Words = order.Words,
            Removes = order.Kind.Removes(),
            Comments = found,
            NotHere = ids.Count - found.Count,
            PageUrls =
            [
                .. AuthorityOrder
                    .PagesIn(order.Named, visit.Site.Name)
                    .Take(AuthorityOrder.MostComments)
                    .Select(one => visit.SiteUrl(one)),
            ],
            IsCalledByMail = mail.ReachesPeople,
            Preserved = isOpen ? 0 : await preserved.CountAsync(visit.Site.Id, id, visit.Cancel),
            TypedComments = typed ?? string.Join('\n', addresses),
        };
    }
}
