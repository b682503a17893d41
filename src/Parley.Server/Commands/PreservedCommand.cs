using System.CommandLine;
using Parley.Orders;

namespace Parley.Server.Commands;

/// <summary><c>parley preserved</c>: no page shows what is kept of an order, so that whoever the law names gets it from the operator.</summary>
internal static class PreservedCommand
{
    private static readonly Argument<string> Site = new("site") { Description = "The site.", HelpName = "NAME" };

    private static readonly Argument<Guid> Order = new("order")
    {
        Description = "The order's id, as its address in the console ends.",
        HelpName = "ID",
    };

    public static Command Create()
    {
        var command = new Command(
            "preserved",
            "Prints what is kept of the comments that a terrorist content order took down, each on a line, as JSON."
        )
        {
            Site,
            Order,
        };
        command.SetAction(PrintAsync);
        return command;
    }

    private static async Task<int> PrintAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var kept = await installation.Get<PreservedStore>().ListAsync(site.Id, parsed.GetValue(Order), cancel);
        if (kept.Count == 0)
            throw new ExpectedException(
                Exits.Refused,
                $"Nothing is kept of the order {parsed.GetValue(Order)} on {site.Name}."
            );
        foreach (var one in kept)
            await Console.Out.WriteLineAsync(one);
        return Exits.Done;
    }
}
