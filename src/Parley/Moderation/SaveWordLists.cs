using System.Text.Json.Nodes;
using Parley.Markup;
using Parley.Readers;
using Parley.Record;
using Parley.Screening;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Saves a site's word lists: all that are sent or none, and none over what somebody else has saved meanwhile. A list that did not
/// change keeps its version, since reasons name it.
/// </summary>
internal sealed class SaveWordLists(Database database, WordListStore store, WordListDirectory directory, TimeProvider clock)
{
    /// <param name="Version">The version that the text was made from.</param>
    internal sealed record Request(WordListKind Kind, string Text, int Version);

    /// <returns>The lists as they are kept now, in the order of the requests; one with faults is never kept (<see cref="FaultsOf"/>).</returns>
    public async Task<Result<KeptWordList[]>> HandleAsync(
        SiteId site,
        Reader moderator,
        IReadOnlyList<Request> lists,
        CancellationToken cancel
    )
    {
        if (lists.Any(list => FaultsOf(list.Kind, list.Text).Count > 0))
            return Problems.WordListFaulty;
        try
        {
            return await database.WriteAsync<Result<KeptWordList[]>>(
                async scope =>
                {
                    var kept = new List<KeptWordList>();
                    foreach (var list in lists)
                        kept.Add(await SaveAsync(scope, site, moderator, list, cancel) ?? throw new OvertakenException());
                    return kept.ToArray();
                },
                cancel
            );
        }
        catch (OvertakenException)
        {
            return Problems.WordListChanged;
        }
        finally
        {
            // This node's next post must not wait for the event to come round.
            directory.Forget(site);
        }
    }

    /// <summary>What is wrong with a list, line by line; a text that no database could keep is one fault of its own.</summary>
    public static IReadOnlyList<Problem> FaultsOf(WordListKind kind, string text)
    {
        var list = WordListReader.Read(text, 0, out var faults);
        if (kind == WordListKind.Allowed && list.InShadow is { } tried)
            return [.. faults, Problems.WordShadowOfAllowed(tried.Entries.First().Line)];
        return faults.Count == 0 && !Read(text).IsSuccess ? [Problems.WordListFaulty] : faults;
    }

    // As long as a request may be; the reader of lists counts entries.
    private static Result<SourceText> Read(string text) =>
        SourceText.Of(text, new TextLimits(int.MaxValue / 8, int.MaxValue), mayShowNothing: true);

    private async Task<KeptWordList?> SaveAsync(
        DbScope scope,
        SiteId site,
        Reader moderator,
        Request list,
        CancellationToken cancel
    )
    {
        var kept = await WordListStore.FindAsync(scope, site, list.Kind, cancel);
        var text = ShadowLine.Stamp(Read(list.Text).Value.Value, kept.Text, clock.GetUtcNow());
        if (kept.Text == text)
            return kept;
        if (await store.SaveAsync(scope, site, list.Kind, text, list.Version, moderator.Id, cancel) is not { } version)
            return null;
        var content = ToContent(list.Kind, version, moderator, kept.Text, text);
        RecordStore.Add(scope, site, new(RecordKind.WordList, null, clock.GetUtcNow(), content));
        return new KeptWordList(text, version);
    }

    // Only what came and what went: a list has thousands of lines, and a change a few.
    private static JsonObject ToContent(WordListKind kind, int version, Reader by, string before, string after)
    {
        var (had, has) = (LinesOf(before), LinesOf(after));
        return new()
        {
            ["list"] = WordListStore.Name(kind),
            ["version"] = version,
            ["by"] = by.Id,
            ["added"] = Without(has, had),
            ["removed"] = Without(had, has),
        };
    }

    private static JsonArray Without(IReadOnlyList<string> lines, IReadOnlyList<string> others) =>
        new([.. lines.Except(others, StringComparer.Ordinal).Select(line => JsonValue.Create(line))]);

    // What is in shadow says so behind it: a line that is only moved means something else there.
    private static List<string> LinesOf(string text)
    {
        var (lines, shadow) = (new List<string>(), "");
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ShadowLine.Is(line))
                shadow = " " + line;
            else
                lines.Add(line + shadow);
        }

        return lines;
    }

    // Thrown to undo what the transaction has saved of the other list.
    private sealed class OvertakenException : Exception;
}
