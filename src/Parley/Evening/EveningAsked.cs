using System.Globalization;
using Parley.Readers;

namespace Parley.Evening;

/// <summary>Which part of which evening's list is asked for.</summary>
/// <param name="OfAll">All stories that an editor may see, rather than one's own.</param>
/// <param name="Kind">Only these; null for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record EveningAsked(EveningDay Day, bool OfAll, EveningKind? Kind, int Page)
{
    public const string DayName = "day";
    public const string StoriesName = "stories";
    public const string KindName = "kind";
    public const string PageName = "page";
    public const int OnPage = 30;

    private const string Mine = "mine";
    private const string All = "all";
    private const int LastPage = 1_000;

    public static Result<EveningAsked> Read(Visit visit, Func<string, string?> find)
    {
        if (!EveningDay.TryRead(visit.Site, find(DayName), visit.Now, out var day))
            return Problems.QueryInvalid;
        var mayAll = ReadEvening.MaySeeAll(visit.SignedIn);
        bool? ofAll = find(StoriesName) switch
        {
            null or "" => mayAll,
            Mine => false,
            All => true,
            _ => null,
        };
        var kind = find(KindName) is { Length: > 0 } word ? EveningKinds.Parse(word) ?? EveningKind.None : (EveningKind?)null;
        var page = 1;
        if (
            ofAll is not { } all
            || kind == EveningKind.None
            || (
                find(PageName) is { Length: > 0 } number
                && (
                    !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out page)
                    || page is < 1 or > LastPage
                )
            )
        )
            return Problems.QueryInvalid;
        return all && !mayAll ? Problems.NotAllowed : new EveningAsked(day, all, kind, page);
    }

    public static Result<EveningAsked> Read(Visit visit) => Read(visit, name => visit.Http.Request.Query[name]);

    /// <summary>The lines of this part, and whether more follow.</summary>
    public (IReadOnlyList<EveningLine> Lines, bool IsMore) Of(EveningList list)
    {
        var of = list
            .Lines.Where(line => Kind is null || line.Kind == Kind)
            .Skip((Page - 1) * OnPage)
            .Take(OnPage + 1)
            .ToList();
        return ([.. of.Take(OnPage)], of.Count > OnPage);
    }

    /// <summary>The same as an address asks for it; empty for what is there without being asked for.</summary>
    public string ToQuery(Visit visit)
    {
        var parts = new List<string>();
        if (Day != EveningDay.Now(visit.Site, visit.Now))
            parts.Add($"{DayName}={Day.ToWord()}");
        if (OfAll != ReadEvening.MaySeeAll(visit.SignedIn))
            parts.Add($"{StoriesName}={(OfAll ? All : Mine)}");
        if (Kind is { } kind)
            parts.Add($"{KindName}={kind.ToWord()}");
        if (Page > 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{PageName}={Page}"));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
