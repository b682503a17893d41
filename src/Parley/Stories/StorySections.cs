using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Stories;

/// <summary>
/// What a member of staff may moderate: the whole site, or the stories of some of its sections. A section is a name that stories
/// carry or, with a slash before it, the pages below a path, as it is for policies. Every statement of the desk carries it, so that
/// nothing is read and taken out afterwards; what follows from it stands here alone.
/// </summary>
internal sealed class StorySections
{
    public static readonly StorySections Whole = new("1 = 1", []);

    private readonly string condition;

    private StorySections(string condition, (string, object?)[] parameters) =>
        (this.condition, Parameters) = (condition, parameters);

    public bool IsWhole => this == Whole;

    /// <summary>What the texts below name; none for the whole site.</summary>
    public (string, object?)[] Parameters { get; }

    public static StorySections Of(Site site, Reader staff) => Of(site, staff.Sections);

    /// <param name="sections">What a moderator is limited to; none for the whole site.</param>
    public static StorySections Of(Site site, IReadOnlyList<string> sections)
    {
        if (sections.Count == 0)
            return Whole;
        var (parameters, all) = (new List<(string, object?)>(), new List<string>());
        var names = sections.Where(name => !SectionPath.IsOne(name)).Select(SectionNames.KeyOf).ToList();
        if (names.Count > 0)
        {
            var (keys, values) = DbScope.In("section", names);
            parameters.AddRange(values);
            all.Add(
                $"EXISTS (SELECT 1 FROM story sw WHERE sw.site_id = @site AND sw.id = {{0}} AND sw.section_key IN ({keys}))"
            );
        }

        var places = sections.Where(SectionPath.IsOne).SelectMany(path => SectionPath.PlacesOf(site, path)).ToList();
        if (places.Count > 0)
        {
            var (isBelow, values) = SectionPath.Below("pw.place", places);
            parameters.AddRange(values);
            all.Add($"EXISTS (SELECT 1 FROM story pw WHERE pw.site_id = @site AND pw.id = {{0}} AND ({isBelow}))");
        }

        // A path of no origin of the site is nowhere.
        return new(all.Count == 0 ? "1 = 0" : string.Join(" OR ", all), [.. parameters]);
    }

    /// <summary>What a statement asks of a column that holds a story's id, to be put behind its other conditions; empty for the whole site.</summary>
    public string And(string story) => IsWhole ? "" : $" AND ({Condition(story)})";

    /// <summary>The same of a column that holds a reader's id: somebody who wrote in one of the stories.</summary>
    public string AndWriter(string reader) =>
        IsWhole
            ? ""
            : $" AND EXISTS (SELECT 1 FROM authored aw WHERE aw.site_id = @site AND aw.author_id = {reader} AND ({Condition("aw.thread_id")}))";

    /// <summary>Why whoever is limited may not moderate a story; null where they may.</summary>
    public async Task<Problem?> FindObstacleAsync(DbScope scope, SiteId site, Guid story, CancellationToken cancel) =>
        IsWhole
        || await scope.FirstAsync(
            $"SELECT 1 FROM story s WHERE s.site_id = @site AND s.id = @story{And("s.id")}",
            [("@site", site), ("@story", story), .. Parameters],
            row => row.Int(0),
            cancel
        ) == 1
            ? null
            : Problems.OutsideSections;

    /// <summary>Why they may do nothing about a reader, who has written in none of their stories; null where they may.</summary>
    public async Task<Problem?> FindObstacleForWriterAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        IsWhole
        || await scope.FirstAsync(
            $"SELECT 1 FROM reader r WHERE r.site_id = @site AND r.id = @reader{AndWriter("r.id")}",
            [("@site", site), ("@reader", reader), .. Parameters],
            row => row.Int(0),
            cancel
        ) == 1
            ? null
            : Problems.OutsideSections;

    private string Condition(string column) => condition.Replace("{0}", column, StringComparison.Ordinal);
}
