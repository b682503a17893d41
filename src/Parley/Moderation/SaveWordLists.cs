using Parley.Markup;
using Parley.Readers;
using Parley.Screening;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Saves a site's word lists: all that are sent or none, and none over what somebody else has saved meanwhile. A list that did not
/// change keeps its version, since reasons name it.
/// </summary>
internal sealed class SaveWordLists(Database database, WordListStore store, WordListDirectory directory)
{
    /// <param name="Version">The version that the text was made from.</param>
    internal sealed record Request(WordListKind Kind, string Text, int Version);

    /// <returns>The versions that hold now, in the order of the requests; a list with faults is never kept (<see cref="FaultsOf"/>).</returns>
    public async Task<Result<IReadOnlyList<int>>> HandleAsync(
        SiteId site,
        Reader moderator,
        IReadOnlyList<Request> lists,
        CancellationToken cancel
    )
    {
        if (lists.Any(list => FaultsOf(list.Text).Count > 0))
            return Problems.WordListFaulty;
        try
        {
            return await database.WriteAsync<Result<IReadOnlyList<int>>>(
                async scope =>
                {
                    var versions = new List<int>();
                    foreach (var list in lists)
                        versions.Add(await SaveAsync(scope, site, moderator, list, cancel) ?? throw new OvertakenException());
                    return versions;
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
    public static IReadOnlyList<Problem> FaultsOf(string text)
    {
        WordListReader.Read(text, 0, out var faults);
        if (faults.Count > 0 || text.Length == 0)
            return faults;
        var read = SourceText.Of(text, new TextLimits(int.MaxValue / 8, int.MaxValue));
        return read.Problem is { Code: not "text-empty" } ? [Problems.WordListFaulty] : [];
    }

    private async Task<int?> SaveAsync(DbScope scope, SiteId site, Reader moderator, Request list, CancellationToken cancel)
    {
        var text = list.Text.ReplaceLineEndings("\n");
        var kept = await WordListStore.FindAsync(scope, site, list.Kind, cancel);
        if (kept.Text == text)
            return kept.Version;
        return await store.SaveAsync(scope, site, list.Kind, text, list.Version, moderator.Id, cancel);
    }

    // Thrown to undo what the transaction has saved of the other list.
    private sealed class OvertakenException : Exception;
}
