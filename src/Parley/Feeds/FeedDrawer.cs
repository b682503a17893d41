using System.Buffers.Binary;
using System.Security.Cryptography;
using Parley.Comments;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Feeds;

/// <summary>Puts a feed together, from the database to what either form writes.</summary>
internal sealed class FeedDrawer(FeedStore entries, StoryStore stories, ThreadStore threads, OpenReaders readers)
{
    /// <summary>The feed; null where there is none for the public.</summary>
    public async Task<Feed?> DrawAsync(Home home, Site site, FeedPath path, TimeCursor before, CancellationToken cancel)
    {
        if (await FindSubjectAsync(home, site, path, cancel) is not { } subject)
            return null;
        var slice = await entries.ReadAsync(site.Id, path, before, cancel);
        var under = await stories.FindAsync(site.Id, slice.Comments.Select(read => read.Comment.ThreadId), cancel);
        var words = Words.For(site.Language);
        List<FeedEntry> made =
        [
            .. slice.Comments.Select(read =>
                ToEntry(
                    home,
                    site,
                    words,
                    read,
                    under.GetValueOrDefault(read.Comment.ThreadId),
                    slice.Replies.GetValueOrDefault(read.Comment.Id),
                    path.ArePicks
                )
            ),
        ];
        var root = home.Absolute($"/{site.Name}{path.Text}");
        var page = before == TimeCursor.Newest ? "" : $"?before={before}";
        return new Feed(
            subject.Id,
            subject.Title,
            site.Language,
            site.Title,
            root + FeedPath.Atom + page,
            root + FeedPath.Json + page,
            made.Select(entry => entry.Updated).Concat(slice.Gone.Select(gone => gone.At)).Append(subject.Since).Max(),
            made,
            slice.Gone
        )
        {
            Subtitle = subject.Subtitle,
            HomeUrl = subject.HomeUrl,
            Next = slice.Next is { } next
                ? (root + FeedPath.Atom + $"?before={next}", root + FeedPath.Json + $"?before={next}")
                : null,
        };
    }

    private async Task<Subject?> FindSubjectAsync(Home home, Site site, FeedPath path, CancellationToken cancel)
    {
        var words = Words.For(site.Language);
        var ofSite = words.Format("feed.site", ("site", site.Title));
        var picked = words.Format("feed.picks", ("site", site.Title));
        switch (path.Of)
        {
            case FeedOf.Site:
                var began = await entries.FindBeginningAsync(site.Id, cancel);
                return path.ArePicks
                    ? new(PicksOf(IdOf(site.Id, began)), picked, null, home.Absolute($"/{site.Name}/latest?show=picks"), began)
                    : new(IdOf(site.Id, began), ofSite, null, home.Absolute($"/{site.Name}/"), began);
            case FeedOf.Thread:
                if (
                    await stories.FindAsync(site.Id, path.Subject, cancel) is not { } story
                    || await threads.FindAsync(site.Id, path.Subject, cancel) is not { } thread
                )
                    return null;
                var about = story.Title ?? words["thread.title"];
                return path.ArePicks
                    ? new(PicksOf(story.Id), about, picked, home.Absolute($"/{site.Name}/t/{story.Id}/picks"), thread.OpenedAt)
                    : new(story.Id, about, ofSite, UrlOf(home, site, story), thread.OpenedAt);
            default:
                if (await readers.FindAsync(site.Id, path.Subject, cancel) is not { } reader)
                    return null;
                var title = words.Format("feed.reader", ("name", reader.Name));
                return new(reader.Id, title, ofSite, home.Absolute($"/{site.Name}{path.Text}"), DateTimeOffset.UnixEpoch);
        }
    }

    private static FeedEntry ToEntry(
        Home home,
        Site site,
        Words words,
        ReadComment read,
        Story? story,
        int replies,
        bool isPick
    )
    {
        var comment = read.Comment;
        var discussion = story is null ? home.Absolute($"/{site.Name}/t/{comment.ThreadId}") : UrlOf(home, site, story);
        return new FeedEntry(
            comment.Id,
            words.Format("comment-page.title", ("name", read.AuthorName), ("story", story?.Title ?? words["thread.title"])),
            read.AuthorName,
            UrlOf(home, site, story, comment.Id),
            comment.Html,
            comment.TimeIsUnknown ? null : comment.PostedAt,
            // An edit takes the pick, so it was picked last.
            isPick ? read.PickedAt!.Value : comment.EditedAt ?? comment.PostedAt,
            comment.ParentId ?? comment.ThreadId,
            comment.ParentId is { } parent ? UrlOf(home, site, story, parent) : discussion,
            replies,
            home.Absolute($"/{site.Name}{new FeedPath(FeedOf.Thread, comment.ThreadId).Text}{FeedPath.Atom}")
        );
    }

    private static string UrlOf(Home home, Site site, Story story) =>
        story.Url
        ?? (story.Slug is { } slug ? home.Absolute($"/{site.Name}/s/{slug}") : home.Absolute($"/{site.Name}/t/{story.Id}"));

    // The newspaper's page goes to the comment by the mark in its address; one that has a mark already keeps it.
    private static string UrlOf(Home home, Site site, Story? story, Guid comment) =>
        story?.Url is { } page && !page.Contains('#', StringComparison.Ordinal)
            ? $"{page}#parley-c-{comment}"
            : home.Absolute($"/{site.Name}/c/{comment}");

    // Of the site itself, not of its address or name, which may change (UUIDv8, RFC 9562 5.8).
    private static Guid IdOf(SiteId site, DateTimeOffset began)
    {
        Span<byte> name = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(name, site.Value);
        BinaryPrimitives.WriteInt64BigEndian(name[4..], began.ToMicros());
        return IdOf(name);
    }

    // Another feed than the one of all comments there.
    private static Guid PicksOf(Guid all) => IdOf([.. all.ToByteArray(bigEndian: true), .. "picks"u8]);

    private static Guid IdOf(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(name, hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <param name="Since">When it began: an empty feed was changed last then.</param>
    private sealed record Subject(Guid Id, string Title, string? Subtitle, string? HomeUrl, DateTimeOffset Since);
}
