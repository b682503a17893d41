using System.Text;

namespace Parley.Training;

/// <summary>The comments of a page that was saved as text: each begins with a bullet and its writer's name, and is indented.</summary>
internal static class SavedPage
{
    public static List<string> CommentsOf(string page)
    {
        var (all, now) = (new List<string>(), (StringBuilder?)null);
        foreach (var line in page.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.TrimStart().StartsWith('•'))
            {
                Take(all, now);
                now = new StringBuilder();
            }
            else if (line.Trim().Length > 0)
            {
                now?.Append(line.Trim()).Append('\n');
            }
        }
        Take(all, now);
        return all;
    }

    private static void Take(List<string> all, StringBuilder? comment)
    {
        if (comment is { Length: > 0 })
            all.Add(comment.ToString().TrimEnd());
    }
}
