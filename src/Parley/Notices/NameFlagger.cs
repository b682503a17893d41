using Parley.Markup;
using Parley.Readers;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Notices;

/// <summary>
/// Says that a reader gives notice for a body that is trusted, and takes that back. What they gave meanwhile stays what it was.
/// </summary>
internal sealed class NameFlagger(Database database, TimeProvider clock)
{
    public async Task<Result<Guid>> HandleAsync(Site site, Guid reader, Reader by, string? body, CancellationToken cancel)
    {
        if (SourceText.OfLine(body, TextLimits.Of(Flagger.LongestBody)).Value is not { } name)
            return Problems.FlaggerBodyInvalid;
        return await database.WriteAsync<Result<Guid>>(
            async scope =>
            {
                if (
                    await ReaderStore.FindAsync(scope, site.Id, reader, cancel)
                    is not { Kind: ReaderKind.Account or ReaderKind.Signed }
                )
                    return Problems.FlaggerUnknown;
                // The same again is the same.
                if (await FlaggerStore.FindBodyAsync(scope, site.Id, reader, cancel) == name)
                    return reader;
                var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
                await FlaggerStore.SaveAsync(scope, site.Id, reader, name, by.Id, now, cancel);
                AddToRecord(scope, site.Id, reader, by.Id, now, isTrusted: true, name);
                return reader;
            },
            cancel
        );
    }

    /// <summary>From now on they give notice like anybody.</summary>
    public Task<Result<Guid>> RevokeAsync(Site site, Guid reader, Reader by, CancellationToken cancel) =>
        database.WriteAsync<Result<Guid>>(
            async scope =>
            {
                if (!await FlaggerStore.RemoveAsync(scope, site.Id, reader, cancel))
                    return Problems.FlaggerUnknown;
                AddToRecord(scope, site.Id, reader, by.Id, clock.GetUtcNow(), isTrusted: false, null);
                return reader;
            },
            cancel
        );

    private static void AddToRecord(
        DbScope scope,
        SiteId site,
        Guid reader,
        Guid by,
        DateTimeOffset at,
        bool isTrusted,
        string? body
    ) =>
        RecordStore.Add(
            scope,
            site,
            new(RecordKind.Flagger, reader, at, new() { ["by"] = by, ["trusted"] = isTrusted })
            {
                Words = body is null ? null : new(reader, body),
            }
        );
}
