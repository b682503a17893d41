using Parley.Storage;

namespace Parley.Pictures;

/// <summary>Keeps the pictures of reports beside their texts, so that every node has them and a backup too.</summary>
internal sealed class PictureStore(Database database)
{
    /// <summary>What is known of a picture, without its bytes.</summary>
    public Task<Picture?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT story_id, file, is_public FROM picture WHERE site_id = @site AND id = @id",
                    [("@site", site), ("@id", id)],
                    row => new Picture(site, id, row.Guid(0), PictureFile.FromJson(row.Text(1))) { IsPublic = row.Bool(2) },
                    cancel
                ),
            cancel
        );

    /// <summary>The file of a picture.</summary>
    public Task<byte[]?> FindBytesAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT bytes FROM picture WHERE site_id = @site AND id = @id",
                    [("@site", site), ("@id", id)],
                    row => row.Bytes(0),
                    cancel
                ),
            cancel
        );

    public static Task AddAsync(
        DbScope scope,
        Picture picture,
        byte[] bytes,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO picture (site_id, id, story_id, file, bytes, at, by_id, is_public)
            VALUES (@site, @id, @story, @file, @bytes, @at, @by, @public)
            """,
            [
                ("@site", picture.Site),
                ("@id", picture.Id),
                ("@story", picture.StoryId),
                ("@file", picture.File.ToJson()),
                ("@bytes", bytes),
                ("@at", at),
                ("@by", by),
                ("@public", picture.IsPublic),
            ],
            cancel
        );

    /// <summary>Says which of a story's pictures the public sees: that one, or none. What it saw before is not shown any more.</summary>
    public static Task ShowAsync(DbScope scope, SiteId site, Guid story, Guid? picture, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE picture SET is_public = (id = @picture)
            WHERE site_id = @site AND story_id = @story AND is_public <> (id = @picture)
            """,
            [("@site", site), ("@story", story), ("@picture", picture ?? Guid.Empty)],
            cancel
        );
}
