using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Parley.Views.Notifications;

namespace Parley.Notifications;

/// <summary>What the doors of notifications have in common.</summary>
internal static class NotificationLists
{
    /// <summary>Says that letters are stopped.</summary>
    /// <param name="done">The key of the sentence.</param>
    public static Task<IResult> StoppedAsync(Visit visit, PageFrames frames, string done)
    {
        var frame = frames.ForOne(visit.Home, visit.Site, visit.Words["stop-letters.title"]);
        return Answers.PageAsync<StopLettersPage, StopLettersPageModel>(
            visit,
            new StopLettersPageModel(frame, "", "", "", visit.Words[done])
        );
    }
}
