using System.Text.Json;
using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Stories;

/// <summary>The stories of sites, and the addresses under which they are found.</summary>
internal sealed class StoryStore(Database database, Ids ids, TimeProvider clock)
{
    /// <summary>Under how many addresses a story may be found before those that a reader's browser claims are no longer noted.</summary>
    public const int MostSeen = 20;

    // A title that only a browser claimed is kept for staff and never read here.
    private const string Columns =
        "s.site_id, s.id, s.identifier, s.url, s.slug, CASE WHEN s.title_is_trusted THEN s.title END, s.section, s.authors, s.tags, s.published_at, s.created_at";

    public Task<Story?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FirstAsync(scope, "s.id = @value", site, id, cancel), cancel);

    /// <summary>Several stories, by their ids, of which some may come more than once; those that are not there are left out.</summary>
    public async Task<Dictionary<Guid, Story>> FindAsync(SiteId site, IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var wanted = ids.ToHashSet();
        if (wanted.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", wanted);
        var found = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"SELECT {Columns} FROM story s WHERE s.site_id = @site AND s.id IN ({names})",
                    [("@site", site), .. parameters],
                    Read,
                    cancel
                ),
            cancel
        );
        return found.ToDictionary(story => story.Id);
    }

    /// <summary>Several stories.</summary>
    /// <param name="ids">SQL of ours that selects their ids.</param>
    public static Task<List<Story>> ListAsync(
        DbScope scope,
        SiteId site,
        string ids,
        (string, object?)[] parameters,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"SELECT {Columns} FROM story s WHERE s.site_id = @site AND s.id IN ({ids})",
            [("@site", site), .. parameters],
            Read,
            cancel
        );

    /// <summary>Several stories, and of each whether a condition holds.</summary>
    /// <param name="ids">SQL of ours that selects their ids.</param>
    /// <param name="condition">SQL of ours on <c>s</c>, the story.</param>
    public static Task<List<(Story Story, bool Holds)>> ListAsync(
        DbScope scope,
        SiteId site,
        string ids,
        string condition,
        (string, object?)[] parameters,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"SELECT {Columns}, CASE WHEN {condition} THEN 1 ELSE 0 END FROM story s WHERE s.site_id = @site AND s.id IN ({ids})",
            [("@site", site), .. parameters],
            row => (Read(row), row.Int(11) == 1),
            cancel
        );

    /// <summary>A report on Parley's own pages.</summary>
    public Task<Story?> FindBySlugAsync(SiteId site, string slug, CancellationToken cancel) =>
        database.ReadAsync(scope => FirstAsync(scope, "s.slug = @value", site, slug, cancel), cancel);

    /// <summary>The story of a page, without making one. The site's identifier wins over the address.</summary>
    public Task<Story?> FindAsync(SiteId site, PageClaim page, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, page, cancel), cancel);

    /// <summary>The story of a page, which is made where there is none: the first comment is about to be written.</summary>
    public async Task<Story> FindOrAddAsync(DbScope scope, SiteId site, PageClaim page, CancellationToken cancel)
    {
        var story = await FindOrInsertAsync(scope, site, page, cancel);
        if (IsNew(story, page))
            await ClaimAsync(scope, site, page.Address!, story, cancel);
        return story;
    }

    /// <summary>The story of a page of which the newsroom says where it stands and what it is called: that holds from now on.</summary>
    public async Task<Story> FindOrAddTrustedAsync(DbScope scope, SiteId site, PageClaim page, CancellationToken cancel)
    {
        await LockAsync(scope, site, cancel);
        var story = await FindOrInsertAsync(scope, site, page, cancel);
        // Whoever said this name first, elsewhere, has it no longer.
        if (page.Identifier is { } name && story.Identifier is null)
            await scope.ExecuteAsync(
                "UPDATE story SET identifier = NULL WHERE site_id = @site AND identifier = @name",
                [("@site", site), ("@name", name)],
                cancel
            );
        await scope.ExecuteAsync(
            """
            UPDATE story SET identifier = coalesce(identifier, @identifier), url = coalesce(@url, url), place = coalesce(@place, place)
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@identifier", page.Identifier),
                ("@url", page.Address?.Display),
                ("@place", page.Address?.Key),
                ("@site", site),
                ("@id", story.Id),
            ],
            cancel
        );
        if (page.Address is { } address)
            await ClaimAsync(scope, site, address, story, cancel);
        return story;
    }

    /// <summary>
    /// Notes a new address of a story that is there, as somebody who reads claims it: one that no story has, and no more than
    /// <see cref="MostSeen"/> of one story. Whoever only reads gives no story a name, and takes no address from another.
    /// </summary>
    public async Task NoteAsync(SiteId site, Story story, PageClaim page, CancellationToken cancel)
    {
        if (!IsNew(story, page) || !await database.ReadAsync(MayAddAsync, cancel))
            return;
        try
        {
            await database.WriteAsync(
                async scope =>
                {
                    await LockAsync(scope, site, cancel);
                    if (await MayAddAsync(scope))
                        await GiveAddressAsync(scope, site, page.Address!, story, cancel);
                },
                cancel
            );
        }
        catch (StorageUnavailableException)
        {
            // Reading goes on where nothing can be written; the next reader brings the address again.
        }

        async Task<bool> MayAddAsync(DbScope scope) =>
            await OwnerAsync(scope, site, page.Address!.Key, cancel) is null
            && (await ListKeysAsync(scope, site, story.Id, cancel)).Count < MostSeen;
    }

    /// <summary>Adds a story by what staff or an import say of it, in the caller's transaction, with its thread left to the caller.</summary>
    public Task AddAsync(DbScope scope, SiteId site, Guid id, StoryFacts facts, CancellationToken cancel) =>
        InsertAsync(scope, site, id, facts, isTrusted: true, cancel);

    /// <summary>What the newsroom says of a story from now on; when it was published stays where it says nothing of that. Whoever changes it has its page drawn anew.</summary>
    public static Task ChangeFactsAsync(DbScope scope, SiteId site, Guid story, StoryFacts facts, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE story SET title = @title, title_is_trusted = @trusted, section = @section, section_key = @sectionKey, authors = @authors,
                tags = @tags, published_at = coalesce(@published, published_at), listed_at = coalesce(@published, listed_at)
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@site", site),
                ("@id", story),
                ("@title", facts.Title),
                ("@trusted", true),
                ("@section", facts.Section),
                ("@sectionKey", facts.Section is { } section ? SectionNames.KeyOf(section) : null),
                ("@authors", ToJson(facts.Authors)),
                ("@tags", ToJson(facts.Tags)),
                ("@published", facts.PublishedAt),
            ],
            cancel
        );

    /// <summary>The stories of these addresses that are there, by address key.</summary>
    public Task<Dictionary<string, Guid>> FindByKeysAsync(
        SiteId site,
        IReadOnlyCollection<string> keys,
        CancellationToken cancel
    ) =>
        keys.Count == 0
            ? Task.FromResult(new Dictionary<string, Guid>())
            : database.ReadAsync(
                async scope =>
                {
                    var (names, parameters) = DbScope.In("key", keys);
                    var rows = await scope.ListAsync(
                        $"SELECT key, story_id FROM story_address WHERE site_id = @site AND key IN ({names})",
                        [("@site", site), .. parameters],
                        row => (Key: row.Text(0), Story: row.Guid(1)),
                        cancel
                    );
                    return rows.ToDictionary(row => row.Key, row => row.Story, StringComparer.Ordinal);
                },
                cancel
            );

    private static Task<List<string>> ListKeysAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT key FROM story_address WHERE site_id = @site AND story_id = @story",
            [("@site", site), ("@story", story)],
            row => row.Text(0),
            cancel
        );

    /// <summary>The address, as a key, below whose path a story stands; null where it stands below none.</summary>
    public Task<string?> FindPlaceAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT place FROM story WHERE site_id = @site AND id = @story",
                    [("@site", site), ("@story", story)],
                    row => row.TextOrNull(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Stories with a title that may be shown, the latest first, as the front page lists them.</summary>
    public Task<List<Story>> ListAsync(SiteId site, TimeCursor before, int most, CancellationToken cancel) =>
        ListAsync(site, "(s.listed_at, s.id) < (@at, @id)", [("@at", before.At), ("@id", before.Id)], most, cancel);

    /// <summary>Those of them that have a page here.</summary>
    public Task<List<Story>> ListOwnAsync(SiteId site, int most, CancellationToken cancel) =>
        ListAsync(site, "s.slug IS NOT NULL", [], most, cancel);

    private Task<List<Story>> ListAsync(
        SiteId site,
        string condition,
        (string, object?)[] parameters,
        int most,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM story s WHERE s.site_id = @site AND s.title IS NOT NULL AND s.title_is_trusted AND {condition}
                    ORDER BY s.listed_at DESC, s.id DESC LIMIT @most
                    """,
                    [("@site", site), .. parameters, ("@most", most)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>One at a time on a site: two readers who write first under a page at the same moment are in one discussion.</summary>
    public static Task LockAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ExecuteAsync("SELECT 1 FROM site WHERE id = @site" + scope.Dialect.ForUpdate, [("@site", site)], cancel);

    private static async Task<Story?> FindAsync(DbScope scope, SiteId site, PageClaim page, CancellationToken cancel)
    {
        var named = page.Identifier is { } identifier
            ? await FirstAsync(scope, "s.identifier = @value", site, identifier, cancel)
            : null;
        if (
            page.Address is null
            || await OwnerAsync(scope, site, page.Address.Key, cancel) is not { } owner
            || owner == named?.Id
        )
            return named;
        var found = await FirstAsync(scope, "s.id = @value", site, owner, cancel);
        // A discussion that had no name yet when its page began to send one is not lost to whoever says that name first, elsewhere.
        if (named is not null)
            return found is { Identifier: null } && found.CreatedAt < named.CreatedAt ? found : named;
        // An address that was given to a new article: its identifier is not the old story's.
        return page.Identifier is not null && found?.Identifier is not null ? null : found;
    }

    private async Task<Story> FindOrInsertAsync(DbScope scope, SiteId site, PageClaim page, CancellationToken cancel)
    {
        if (await FindAsync(scope, site, page, cancel) is { } found)
            return found;
        await LockAsync(scope, site, cancel);
        if (await FindAsync(scope, site, page, cancel) is { } meanwhile)
            return meanwhile;
        var id = ids.New();
        await InsertAsync(scope, site, id, ToFacts(page), isTrusted: false, cancel);
        return (await FirstAsync(scope, "s.id = @value", site, id, cancel))!;
    }

    // Found by its name: what a page says that has none, or another, is no news of this story.
    private static bool IsNew(Story story, PageClaim page) =>
        page is { Identifier: { } name, Address: not null } && story.Identifier == name;

    // The last claimant has an address, but a story without an identifier could never be found again without its own.
    private async Task ClaimAsync(DbScope scope, SiteId site, StoryAddress address, Story story, CancellationToken cancel)
    {
        var owner = await OwnerAsync(scope, site, address.Key, cancel);
        if (
            owner != story.Id
            && (
                owner is not { } other
                || await FirstAsync(scope, "s.id = @value", site, other, cancel) is { Identifier: not null }
            )
        )
            await GiveAddressAsync(scope, site, address, story, cancel);
    }

    private async Task GiveAddressAsync(DbScope scope, SiteId site, StoryAddress address, Story story, CancellationToken cancel)
    {
        await PutAddressAsync(scope, site, address.Key, story.Id, cancel);
        await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, clock.GetUtcNow(), cancel, subjectId: story.Id);
    }

    private static Task<Guid?> OwnerAsync(DbScope scope, SiteId site, string key, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT story_id FROM story_address WHERE site_id = @site AND key = @key",
            [("@site", site), ("@key", key)],
            row => (Guid?)row.Guid(0),
            cancel
        );

    private async Task InsertAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        StoryFacts facts,
        bool isTrusted,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        await scope.ExecuteAsync(
            """
            INSERT INTO story (site_id, id, identifier, url, slug, title, title_is_trusted, section, section_key, authors, tags, published_at,
                created_at, listed_at, place)
            VALUES (@site, @id, @identifier, @url, @slug, @title, @trusted, @section, @sectionKey, @authors, @tags, @published,
                @now, @listed, @place)
            """,
            [
                ("@site", site),
                ("@id", id),
                ("@identifier", facts.Identifier),
                ("@url", facts.Url),
                ("@slug", facts.Slug),
                ("@title", facts.Title),
                ("@trusted", isTrusted),
                ("@section", facts.Section),
                ("@sectionKey", facts.Section is { } section ? SectionNames.KeyOf(section) : null),
                ("@authors", ToJson(facts.Authors)),
                ("@tags", ToJson(facts.Tags)),
                ("@published", facts.PublishedAt),
                ("@now", now),
                ("@listed", facts.PublishedAt ?? now),
                ("@place", facts.Place),
            ],
            cancel
        );
        foreach (var key in facts.AddressKeys)
            await PutAddressAsync(scope, site, key, id, cancel);
        await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: id);
    }

    /// <summary>Lets a story be found under an address, whoever had it before.</summary>
    public Task PutAddressAsync(DbScope scope, SiteId site, string key, Guid story, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO story_address (site_id, key, story_id, claimed_at) VALUES (@site, @key, @story, @at)
            ON CONFLICT (site_id, key) DO UPDATE SET story_id = excluded.story_id, claimed_at = excluded.claimed_at
            """,
            [("@site", site), ("@key", key), ("@story", story), ("@at", clock.GetUtcNow())],
            cancel
        );

    /// <summary>
    /// Lets each story be found also by what its addresses come to where other parameters matter than did. Of two stories that come to one
    /// address the one has it that was seen under its own last; what is found under that address already stays.
    /// </summary>
    /// <returns>How many addresses were added.</returns>
    public Task<int> FollowParametersAsync(SiteId site, QueryParameters parameters, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var known = await scope.ListAsync(
                    "SELECT key, story_id FROM story_address WHERE site_id = @site ORDER BY claimed_at, key",
                    [("@site", site)],
                    row => (Key: row.Text(0), Story: row.Guid(1)),
                    cancel
                );
                var added = new Dictionary<string, Guid>(StringComparer.Ordinal);
                foreach (var (key, story) in known)
                    if (StoryAddress.Parse($"https://{key}", parameters).Value is { } address && address.Key != key)
                        added[address.Key] = story;
                foreach (var (key, _) in known)
                    added.Remove(key);
                foreach (var (key, story) in added)
                    await PutAddressAsync(scope, site, key, story, cancel);
                return added.Count;
            },
            cancel
        );

    private static StoryFacts ToFacts(PageClaim page) =>
        new()
        {
            Identifier = page.Identifier,
            Url = page.Address?.Display,
            Title = page.Title,
            AddressKeys = page.Address is { } address ? [address.Key] : [],
            Place = page.Address?.Key,
        };

    private static Task<Story?> FirstAsync(
        DbScope scope,
        string condition,
        SiteId site,
        object value,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM story s WHERE s.site_id = @site AND {condition}",
            [("@site", site), ("@value", value)],
            Read,
            cancel
        );

    private static string? ToJson(IReadOnlyList<string> names) =>
        names.Count == 0 ? null : JsonSerializer.Serialize(names, StoryJson.Default.IReadOnlyListString);

    /// <summary>Names as they are kept: authors, or tags.</summary>
    public static IReadOnlyList<string> NamesIn(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, StoryJson.Default.IReadOnlyListString) ?? [];

    private static Story Read(Row row) =>
        new(
            new SiteId(row.Int(0)),
            row.Guid(1),
            row.TextOrNull(2),
            row.TextOrNull(3),
            row.TextOrNull(4),
            row.TextOrNull(5),
            row.TextOrNull(6),
            NamesIn(row.TextOrNull(7)),
            NamesIn(row.TextOrNull(8)),
            row.TimeOrNull(9),
            row.Time(10)
        );
}
