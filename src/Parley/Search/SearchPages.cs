using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.Search;

namespace Parley.Search;

/// <summary>Draws the page of the search.</summary>
internal static class SearchPages
{
    /// <param name="asked">Null where the address asks for what cannot be looked for.</param>
    /// <param name="story">Of the one discussion that is searched.</param>
    /// <param name="under">The stories under which something was found.</param>
    public static Task<IResult> ShowAsync(
        Visit visit,
        PageFrames frames,
        SearchAsked? asked,
        SearchSlice found,
        Story? story,
        Dictionary<Guid, Story> under,
        Problem? problem
    )
    {
        var page = new SearchPageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["search.title"], visitorName: visit.Reader?.Name),
            visit.SiteUrl("/search"),
            asked?.Text ?? "",
            asked is { Query.IsEmpty: false },
            [
                .. found.Comments.Select(one => new FoundModel(
                    one.Read.AuthorName,
                    visit.SiteUrl($"/c/{one.Read.Comment.Id}"),
                    under.GetValueOrDefault(one.Read.Comment.ThreadId)?.Title ?? visit.Words["thread.title"],
                    one.Read.Comment.TimeIsUnknown ? null : one.Read.Comment.PostedAt,
                    [.. one.Excerpt.Select(part => new FoundPart(part.Text, part.IsMarked))]
                )),
            ]
        )
        {
            Thread = asked?.Thread,
            StoryTitle = asked?.Thread is null ? null : story?.Title ?? visit.Words["thread.title"],
            WholeUrl = asked?.Thread is null ? null : Url(visit, asked with { Thread = null, Before = null }),
            NextUrl = found.Next is { } next && asked is not null ? Url(visit, asked with { Before = next }) : null,
            FirstUrl = asked?.Before is null ? null : Url(visit, asked with { Before = null }),
            Fault = problem is null ? null : Answers.Sentence(visit.Words, problem),
        };
        return Answers.PageAsync<SearchPage, SearchPageModel>(visit, page, problem);
    }

    private static string Url(Visit visit, SearchAsked asked)
    {
        var url = visit.SiteUrl("/search?q=" + Uri.EscapeDataString(asked.Text));
        if (asked.Thread is { } thread)
            url += $"&thread={thread}";
        return asked.Before is { } before ? url + string.Create(CultureInfo.InvariantCulture, $"&before={before}") : url;
    }
}
