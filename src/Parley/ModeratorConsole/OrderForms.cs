using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Mail;
using Parley.Orders;
using Parley.Readers;
using Parley.Sites;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The pages on which orders of authorities are entered and answered.</summary>
internal static class OrderForms
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";

    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/orders", ListAsync).For(Access.SeniorModerator);
        console.MapPost("/orders", EnterAsync).For(Access.SeniorModerator).TakesForm();
        console.MapGet("/orders/{order:guid}", ShowAsync).For(Access.SeniorModerator);
        console.MapPost("/orders/{order:guid}", AnswerAsync).For(Access.SeniorModerator).TakesForm();
        console.MapPost("/orders/{order:guid}/silence", SilenceAsync).For(Access.SeniorModerator).TakesForm();
        console.MapGet("/orders/{order:guid}/answer", PrintAsync).For(Access.SeniorModerator);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] OrderStore orders,
        [FromServices] ConsoleFrames frames,
        [FromServices] MailRoute mail,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);

        var model = await ModelAsync(visit, orders, frames, mail, after);
        return await Answers.PageAsync<OrdersPage, OrdersPageModel>(visit, model);
    }

    private static async Task<IResult> EnterAsync(
        HttpContext http,
        [FromServices] EnterOrder enter,
        [FromServices] OrderStore orders,
        [FromServices] ConsoleFrames frames,
        [FromServices] MailRoute mail
    )
    {
        var visit = Visit.Of(http);
        var typed = Typed(SentForm.Of(http));
        var entered = await enter.HandleAsync(visit.Site, visit.SignedIn, RequestOf(visit.Site, typed), visit.Cancel);
        if (entered.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/console/orders/{entered.Value.Id}"));
        var faults = entered
            .Problem.Others.Prepend(entered.Problem)
            .Where(one => one.Field is not null)
            .ToDictionary(one => one.Field!, one => Answers.Sentence(visit.Words, one));
        var model = (await ModelAsync(visit, orders, frames, mail, null)) with { Form = typed with { Faults = faults } };
        return await Answers.PageAsync<OrdersPage, OrdersPageModel>(visit, model, entered.Problem.Status);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid order,
        [FromServices] OrderPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await pages.FindAsync(visit, order, null) is { } model
            ? await Answers.PageAsync<OrderPage, OrderPageModel>(visit, model)
            : await answers.ProblemAsync(visit, Problems.OrderNotFound);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        Guid order,
        [FromServices] AnswerOrder answer,
        [FromServices] OrderPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (doing, words, named) = (form.Find("do"), form.Find("words"), form.Find("comments"));
        if (doing == "done" && named is not null && await pages.FindAsync(visit, order, named) is { } look)
        {
            // Nobody takes down under an order what they have not seen beside it: a slip in an address is not undone by the desk.
            var seen = AuthorityOrder.CommentsIn(form.Find("seen") ?? "");
            if (look.AnsweredAt is null && look.Comments.Any(one => !one.IsNamed && !seen.Contains(one.Id)))
                return await AgainAsync(visit, look, words, visit.Words["orders.look-first"], 422);
        }

        var done =
            doing == "receipt"
                ? await answer.InformAsync(visit.Site, order, visit.SignedIn, visit.Cancel)
                : await answer.HandleAsync(
                    visit.Site,
                    order,
                    visit.SignedIn,
                    new(OrderKinds.ReadOutcome(doing), words, named),
                    visit.Cancel
                );
        if (done.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/console/orders/{order}"));
        return done.Problem.Field is not null && await pages.FindAsync(visit, order, named) is { } model
            ? await AgainAsync(visit, model, words, Answers.Sentence(visit.Words, done.Problem), done.Problem.Status)
            : await answers.ProblemAsync(visit, done.Problem, words);
    }

    private static async Task<IResult> SilenceAsync(
        HttpContext http,
        Guid order,
        [FromServices] ChangeSilence change,
        [FromServices] OrderPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (until, words) = (form.Find("do") == "end" ? "" : form.Find("until")?.Trim() ?? "", form.Find("words") ?? "");
        var time = OfBox(visit.Site, until);
        // Without a time and without the button that ends it, it is a time that was forgotten.
        var request = new ChangeSilence.Request(time, words) { IsUntilUnreadable = time is null && form.Find("do") != "end" };
        var done = await change.HandleAsync(visit.Site, order, visit.SignedIn, request, visit.Cancel);
        if (done.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/console/orders/{order}"));
        return done.Problem.Field is not null && await pages.FindAsync(visit, order, null) is { Silence: { } silence } model
            ? await Answers.PageAsync<OrderPage, OrderPageModel>(
                visit,
                model with
                {
                    Silence = silence with
                    {
                        Until = until,
                        Words = words,
                        // The other form of the page has words too.
                        Faults = Answers
                            .Faults(visit.Words, done.Problem, "until")
                            .ToDictionary(one => one.Key == "words" ? "silence-words" : one.Key, one => one.Value),
                    },
                },
                done.Problem.Status
            )
            : await answers.ProblemAsync(visit, done.Problem, words);
    }

    private static Task<IResult> AgainAsync(Visit visit, OrderPageModel model, string? words, string fault, int status) =>
        Answers.PageAsync<OrderPage, OrderPageModel>(visit, model with { TypedWords = words ?? "", Fault = fault }, status);

    private static async Task<IResult> PrintAsync(
        HttpContext http,
        Guid order,
        [FromServices] OrderStore orders,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await orders.FindAsync(visit.Site.Id, order, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.OrderNotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        var words = Words.For(visit.Site.Language);
        return Results.Text(
            OrderReply.ToText(words, visit.Site, found, id => visit.Home.Absolute($"/{visit.Site.Name}/c/{id}")),
            "text/plain",
            System.Text.Encoding.UTF8
        );
    }

    private static async Task<OrdersPageModel> ModelAsync(
        Visit visit,
        OrderStore orders,
        ConsoleFrames frames,
        MailRoute mail,
        TimeCursor? after
    )
    {
        var (shown, next) = OrderEndpoints.PartOf(await orders.ListAsync(visit.Site.Id, after, visit.Cancel));
        return new(
            await frames.ForAsync(visit, ConsolePlace.Orders, visit.Words["orders.title"]),
            visit.SiteUrl("/console/orders"),
            [
                .. shown.Select(order => new OrderLineModel(
                    visit.SiteUrl($"/console/orders/{order.Id}"),
                    order.Reference,
                    order.Authority,
                    order.Kind.ToWord(),
                    order.ReceivedAt,
                    order.Outcome is { } outcome ? OrderReply.WordOf(order, outcome) : null
                )
                {
                    MinutesLeft = order.MinutesLeft(visit.Now),
                }),
            ]
        )
        {
            Form = new() { Received = ToBox(visit.Site, visit.Now) },
            IsCalledByMail = mail.ReachesPeople,
            FirstUrl = after is null ? null : visit.SiteUrl("/console/orders"),
            NextUrl = next is { } place ? visit.SiteUrl($"/console/orders?after={place}") : null,
        };
    }

    private static OrderFormModel Typed(SentForm form) =>
        new()
        {
            Kind = form.Find("kind") ?? "",
            Authority = form.Find("authority") ?? "",
            Country = form.Find("country") ?? "",
            Reference = form.Find("reference") ?? "",
            Basis = form.Find("basis") ?? "",
            Territory = form.Find("territory") ?? "",
            Language = form.Find("language") ?? "",
            Contact = form.Find("contact") ?? "",
            Named = form.Find("named") ?? "",
            Received = form.Find("received")?.Trim() ?? "",
            Silent = form.Find("silent")?.Trim() ?? "",
        };

    private static EnterOrder.Request RequestOf(Site site, OrderFormModel typed)
    {
        var (received, silent) = (OfBox(site, typed.Received), OfBox(site, typed.Silent));
        return new(
            OrderKinds.ReadKind(typed.Kind),
            typed.Authority,
            typed.Country,
            typed.Reference,
            typed.Basis,
            typed.Territory,
            typed.Language,
            typed.Contact,
            typed.Named,
            received,
            silent
        )
        {
            IsReceivedUnreadable = typed.Received.Length > 0 && received is null,
            IsSilenceUnreadable = typed.Silent.Length > 0 && silent is null,
        };
    }

    /// <summary>A time as browsers have it in a box, by the site's clock.</summary>
    public static string ToBox(Site site, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, site.Zone).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? OfBox(Site site, string typed) =>
        DateTime.TryParseExact(typed, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is > 1970 and < 9999
            ? site.MomentOf(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : null;
}
