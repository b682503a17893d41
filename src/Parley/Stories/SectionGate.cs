using Parley.Readers;
using Parley.Storage;

namespace Parley.Stories;

/// <summary>Asks, before a page or an answer of staff is put together, whether it belongs to the sections of whoever wants it.</summary>
internal sealed class SectionGate(Database database)
{
    /// <summary>Why the visitor may not moderate a story; null where they may.</summary>
    public Task<Problem?> FindObstacleAsync(Visit visit, Guid story) =>
        AskAsync(visit, (scope, sections) => sections.FindObstacleAsync(scope, visit.Site.Id, story, visit.Cancel));

    /// <summary>Why the visitor may do nothing about a reader; null where they may.</summary>
    public Task<Problem?> FindObstacleForWriterAsync(Visit visit, Guid reader) =>
        AskAsync(visit, (scope, sections) => sections.FindObstacleForWriterAsync(scope, visit.Site.Id, reader, visit.Cancel));

    private async Task<Problem?> AskAsync(Visit visit, Func<DbScope, StorySections, Task<Problem?>> ask)
    {
        // Most are not limited, and then nobody is asked.
        var sections = StorySections.Of(visit.Site, visit.SignedIn);
        return sections.IsWhole ? null : await database.ReadAsync(scope => ask(scope, sections), visit.Cancel);
    }
}
