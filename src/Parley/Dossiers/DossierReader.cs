using System.Globalization;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;

namespace Parley.Dossiers;

/// <summary>What somebody wants to see of a dossier.</summary>
/// <param name="On">
/// Only ties that are said to hold on this day, by their own dates or by those of a claim, and events that may have happened by then. Of
/// what has no date nobody says that it held on any day.
/// </param>
/// <param name="IsWithoutUnnamed">Nothing that rests on unnamed people alone.</param>
/// <param name="IsWithoutUnseen">Nothing of which nobody here has seen the words.</param>
/// <param name="EventsAfter">How many events come before the first that is shown.</param>
internal sealed record DossierSieve(DateOnly? On, bool IsWithoutUnnamed, bool IsWithoutUnseen, int EventsAfter)
{
    /// <summary>As the address says it; null where that cannot be read.</summary>
    public static DossierSieve? Read(Visit visit)
    {
        var query = visit.Http.Request.Query;
        DateOnly? on = null;
        if (query["on"].FirstOrDefault() is { Length: > 0 } day)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
                return null;
            on = read;
        }

        var after = 0;
        if (
            query["after"].FirstOrDefault() is { } text
            && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after)
        )
            return null;
        return new(on, query["unnamed"] == "no", query["unseen"] == "no", after);
    }

    /// <summary>The same, for an address.</summary>
    public string ToQuery(int after)
    {
        List<string> parts = [];
        if (On is { } day)
            parts.Add("on=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (IsWithoutUnnamed)
            parts.Add("unnamed=no");
        if (IsWithoutUnseen)
            parts.Add("unseen=no");
        if (after > 0)
            parts.Add("after=" + after.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}

/// <summary>What is known of a tie.</summary>
internal enum TieStatus
{
    /// <summary>All that is known comes from one source.</summary>
    OneSide,
    Disputed,
    Stands,

    /// <summary>Several say so, and nobody has decided.</summary>
    Open,
}

/// <summary>Gathers what everybody may read of a dossier.</summary>
internal sealed class DossierReader(DossierStore dossiers, DossierMemory memory, ReportTextStore reports)
{
    /// <summary>Events on a page.</summary>
    public const int EventsOnPage = 60;

    /// <param name="Stories">The public ones, the newest first.</param>
    /// <param name="Events">All that pass the sieve, in the order in which they happened; only of these the claims that pass.</param>
    /// <param name="Actors">Those that a line names which is shown, in the order in which they were entered.</param>
    /// <param name="Roles">By event.</param>
    /// <param name="Claims">By line.</param>
    /// <param name="Status">What is known of each tie.</param>
    /// <param name="Undated">How many ties are left out because nobody says when they held.</param>
    /// <param name="Drafts">Reports that only the newsroom knows, by what they are called.</param>
    internal sealed record Read(
        Dossier Dossier,
        IReadOnlyList<Story> Stories,
        IReadOnlyList<(DossierEvent Event, Edtf Date)> Events,
        IReadOnlyList<Tie> Ties,
        IReadOnlyList<Actor> Actors,
        ILookup<Guid, EventRole> Roles,
        ILookup<Guid, LineClaim> Claims,
        IReadOnlyDictionary<Guid, TieStatus> Status,
        int Undated,
        IReadOnlyDictionary<Guid, string> Drafts
    )
    {
        /// <summary>On whom each claim of a tie rests; of those of events only where that decides what is shown.</summary>
        public IReadOnlyDictionary<Guid, ClaimRests> Rests { get; init; } = new Dictionary<Guid, ClaimRests>();
    }

    /// <summary>Null for one that is not there, and for a draft.</summary>
    public async Task<Read?> FindAsync(Visit visit, string slug, DossierSieve sieve)
    {
        var (site, cancel) = (visit.Site.Id, visit.Cancel);
        if (await dossiers.FindBySlugAsync(site, slug, cancel) is not { PublishedAt: not null } dossier)
            return null;
        // On whom a claim rests is asked for of all of them only where it decides what is shown.
        var areOfTies = !sieve.IsWithoutUnnamed && !sieve.IsWithoutUnseen;
        var gathered = await memory.FindAsync(visit.Site, dossier, areOfTies, Access.Newsroom.Allows(visit), cancel);
        var rests = await gathered.RestsAsync(areOfTies, cancel);
        return Sift(dossier, gathered.Lines, sieve, gathered.Stories, rests, isPublic: true);
    }

    /// <summary>One as the newsroom knows it, drafts and what rests on drafts among it. Null where it is not there.</summary>
    public async Task<Read?> FindWholeAsync(Visit visit, Guid id)
    {
        var (site, cancel) = (visit.Site.Id, visit.Cancel);
        if (await dossiers.FindAsync(site, id, cancel) is not { } dossier)
            return null;
        var lines = await dossiers.ReadAsync(site, id, isPublic: false, cancel);
        var stories = await dossiers.ListPublicStoriesAsync(site, id, cancel);
        var rests = await dossiers.ReadRestsAsync(site, id, ofTies: true, visit.Site.Title, cancel);
        var read = Sift(dossier, lines, new(null, false, false, 0), stories, rests, isPublic: false);
        var drafts = lines.Stories.Except(stories.Select(story => story.Id)).ToList();
        return read with { Drafts = await reports.FindHeadlinesAsync(site, drafts, cancel) };
    }

    private static Read Sift(
        Dossier dossier,
        DossierLines lines,
        DossierSieve sieve,
        IReadOnlyList<Story> stories,
        Dictionary<Guid, ClaimRests> rests,
        bool isPublic
    )
    {
        var ofTies = lines.Ties.Select(tie => tie.Id).ToHashSet();
        var claims = lines
            .Claims.SelectMany(one => one)
            .Where(claim =>
                Passes(sieve, rests.GetValueOrDefault(claim.Claim) ?? ClaimRests.OnNobody)
                && (
                    sieve.On is not { } day || !ofTies.Contains(claim.Line) || Spans.Covers(claim.ValidFrom, claim.ValidTo, day)
                )
            )
            .ToLookup(claim => claim.Line);
        var events = lines
            .Events.Where(one => claims.Contains(one.Id))
            .Select(one => (Event: one, Date: Edtf.TryParse(one.When, out var date) ? date : default))
            .Where(one => sieve.On is not { } day || one.Date.First <= day)
            .OrderBy(one => one.Date.First)
            .ThenBy(one => one.Date.Last)
            .ThenBy(one => one.Event.Id)
            .ToList();
        var happened = events.Select(one => one.Event.Id).ToHashSet();
        var roles = lines
            .Roles.Where(role => happened.Contains(role.Event) && claims.Contains(role.Id))
            .ToLookup(role => role.Event);
        var known = lines.Ties.Where(tie => claims.Contains(tie.Id)).ToList();
        var undated = sieve.On is null ? [] : known.FindAll(tie => !tie.IsDated && !claims[tie.Id].Any(claim => claim.IsDated));
        var ties = known.Except(undated).Where(tie => sieve.On is not { } day || tie.Covers(day)).ToList();
        // Whoever no shown line names is known to the newsroom alone.
        var acting = ties.SelectMany(tie => new[] { tie.Actor, tie.Other })
            .Concat(roles.SelectMany(group => group).Select(role => role.Actor))
            .ToHashSet();
        return new(
            dossier,
            [.. stories.OrderByDescending(story => story.ListedAt).ThenBy(story => story.Id)],
            events,
            ties,
            isPublic ? [.. lines.Actors.Where(actor => acting.Contains(actor.Id))] : lines.Actors,
            roles,
            claims,
            ties.ToDictionary(tie => tie.Id, tie => StatusOf([.. claims[tie.Id]], rests)),
            // One that a claim dates to other days is not without a date.
            undated.Count(tie => !lines.Claims[tie.Id].Any(claim => claim.IsDated)),
            new Dictionary<Guid, string>()
        )
        {
            Rests = rests,
        };
    }

    private static bool Passes(DossierSieve sieve, ClaimRests rests) =>
        (!sieve.IsWithoutUnnamed || rests.HasName) && (!sieve.IsWithoutUnseen || rests.IsSeen);

    // Two claims of one source are still one source's, outlets that have it from one another are none, and one that has another claim of
    // the tie from somebody is no second source for this one.
    private static TieStatus StatusOf(IReadOnlyCollection<LineClaim> claims, Dictionary<Guid, ClaimRests> rests)
    {
        if (claims.Any(claim => claim.Status is not (ClaimStatus.Open or ClaimStatus.Stands)))
            return TieStatus.Disputed;
        if (claims.Any(claim => claim.Status == ClaimStatus.Stands))
            return TieStatus.Stands;
        var all = claims.Select(claim => rests.GetValueOrDefault(claim.Claim) ?? ClaimRests.OnNobody).ToList();
        var relayers = all.SelectMany(one => one.Relayers).ToHashSet();
        var roots = all.SelectMany(one => one.Roots).Where(root => root.Item2 is not null || !relayers.Contains(root.Item1));
        return roots.Distinct().Count() > 1 ? TieStatus.Open : TieStatus.OneSide;
    }
}
