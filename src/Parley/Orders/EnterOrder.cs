using Parley.Mail;
using Parley.Markup;
using Parley.Readers;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>Enters an order of an authority as it came. Its clock began when it arrived; staff are called at once, at any hour.</summary>
internal sealed class EnterOrder(Database database, OrderCall call, Outbox outbox, Ids ids, TimeProvider clock)
{
    // Clocks differ by a little.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // What lies further back is a year that was typed wrongly.
    private static readonly TimeSpan Back = TimeSpan.FromDays(365);

    /// <param name="Received">When it arrived; null says now.</param>
    /// <param name="SilentUntil">Until when it forbids that the writer is told.</param>
    internal sealed record Request(
        OrderKind? Kind,
        string? Authority,
        string? Country,
        string? Reference,
        string? Basis,
        string? Territory,
        string? Language,
        string? Contact,
        string? Named,
        DateTimeOffset? Received,
        DateTimeOffset? SilentUntil
    )
    {
        /// <summary>A time was typed that is none.</summary>
        public bool IsReceivedUnreadable { get; init; }

        /// <inheritdoc cref="IsReceivedUnreadable"/>
        public bool IsSilenceUnreadable { get; init; }
    }

    public async Task<Result<AuthorityOrder>> HandleAsync(Site site, Reader by, Request request, CancellationToken cancel)
    {
        var read = Read(by, request);
        if (!read.IsSuccess)
            return read.Problem;
        var entered = await database.WriteAsync(scope => EnterAsync(scope, site, read.Value, cancel), cancel);
        outbox.Wake();
        return entered;
    }

    private async Task<AuthorityOrder> EnterAsync(DbScope scope, Site site, AuthorityOrder order, CancellationToken cancel)
    {
        // The button pressed twice, under the site's row: two at once are one.
        if (await OrderStore.FindSameAsync(scope, site.Id, order, cancel) is { } same)
            return same;
        await OrderStore.AddAsync(scope, site.Id, order, cancel);
        RecordStore.Add(
            scope,
            site.Id,
            new(
                RecordKind.Order,
                order.Id,
                order.EnteredAt,
                new()
                {
                    ["by"] = order.EnteredBy,
                    ["kind"] = (int)order.Kind,
                    ["country"] = order.Country,
                    ["received"] = order.ReceivedAt.ToMicros(),
                    ["due"] = order.DueAt.ToMicros(),
                    ["silent"] = order.SilentUntil?.ToMicros(),
                }
            )
        );
        await call.AskAsync(scope, site, order, order.Calls, cancel);
        return order;
    }

    // All that is wrong at once: the clock runs.
    private Result<AuthorityOrder> Read(Reader by, Request request)
    {
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var received = Micros.FromMicros((request.Received ?? now).ToMicros());
        var kind = request.Kind ?? OrderKind.Removal;
        // Nobody's words are taken down by an order for information, so nobody has to be told.
        var silent = kind.Removes() ? request.SilentUntil : null;
        var country = request.Country?.Trim().ToUpperInvariant() ?? "";
        var (authority, reference, basis) = (Line(request.Authority), Line(request.Reference), Line(request.Basis));
        var (territory, language, contact) = (Line(request.Territory), Line(request.Language), Line(request.Contact));
        var named = SourceText.OfOptional(request.Named, TextLimits.Of(AuthorityOrder.LongestNamed));
        var wrong = Problem.Of(
            request.Kind is null ? Problems.OrderKindMissing : null,
            authority.Value is null ? Problems.OrderAuthorityInvalid : null,
            country.Length == 2 && country.All(char.IsAsciiLetterUpper) ? null : Problems.OrderCountryInvalid,
            reference.Value is null ? Problems.OrderReferenceInvalid : null,
            basis.Value is null ? Problems.OrderBasisInvalid : null,
            territory.Problem is null ? null : Problems.OrderTerritoryInvalid,
            language.Problem is null ? null : Problems.OrderLanguageInvalid,
            contact.Problem is null ? null : Problems.OrderContactInvalid,
            named.Value is null ? Problems.OrderNamedInvalid : null,
            request.IsReceivedUnreadable || received > now + Ahead || received < now - Back
                ? Problems.OrderReceivedInvalid
                : null,
            request.IsSilenceUnreadable || silent <= now || silent > now + kind.LongestSilence()
                ? Problems.OrderSilenceInvalid
                : null
        );
        if (wrong is not null)
            return wrong;
        var order = new AuthorityOrder
        {
            Id = ids.New(),
            Kind = kind,
            Authority = authority.Value!,
            Country = country,
            Reference = reference.Value!,
            Basis = basis.Value!,
            Territory = territory.Value,
            Language = language.Value,
            Contact = contact.Value,
            Named = named.Value!,
            ReceivedAt = received,
            DueAt = received + kind.Patience(),
            SilentUntil = silent is { } until ? Micros.FromMicros(until.ToMicros()) : null,
            EnteredAt = now,
            EnteredBy = by.Id,
        };
        return order with { Calls = order.CallsDue(now) };
    }

    private static Result<string?> Line(string? typed) => SourceText.OfLine(typed, TextLimits.Of(AuthorityOrder.LongestLine));
}
