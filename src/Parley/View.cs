using Microsoft.AspNetCore.Components;

namespace Parley.Views;

/// <summary>A piece of a page. It is given what it shows, and the words to say it in, and asks nobody.</summary>
public abstract class View : ComponentBase
{
    [CascadingParameter]
    internal Words Words { get; set; } = default!;

    /// <summary>The sentence of a key, with elements in its blanks.</summary>
    protected RenderFragment Sentence(string key, params (string Name, RenderFragment Content)[] blanks) =>
        Compose(Words.Pieces(key), blanks);

    /// <summary>The form of a sentence that goes with <paramref name="n"/>, with elements in its blanks.</summary>
    protected RenderFragment Counted(string key, long n, params (string Name, RenderFragment Content)[] blanks) =>
        Compose(Words.Pieces(key, n), [.. blanks, ("count", Text(Words.Number(n)))]);

    protected static RenderFragment Text(string text) => builder => builder.AddContent(0, text);

    /// <summary>
    /// What stands in a box to write in. Browsers leave out one line end at the beginning of a box, so one that was written needs
    /// another before it.
    /// </summary>
    protected static string InBox(string words) => words.StartsWith('\n') ? "\n" + words : words;

    /// <summary>What machines read, in a script element: nothing is encoded there, and "&lt;/script&gt;" in a headline would end it.</summary>
    protected static MarkupString HarmlessInScript(string json) => new(json.Replace("<", "\\u003c", StringComparison.Ordinal));

    /// <summary>The name of what the discussion runs on, which is the same in every language.</summary>
    protected static RenderFragment Product => Name("Parley");

    /// <summary>A person's name: isolated, so that a name in another direction does not turn the sentence around.</summary>
    protected static RenderFragment Name(string name) =>
        builder =>
        {
            builder.OpenElement(0, "bdi");
            builder.AddContent(1, name);
            builder.CloseElement();
        };

    /// <summary>A link by a title that somebody gave: in whatever direction it runs, the sentence around it keeps its own.</summary>
    protected static RenderFragment Isolated(string url, string title) =>
        builder =>
        {
            builder.OpenElement(0, "a");
            builder.AddAttribute(1, "href", url);
            builder.OpenElement(2, "bdi");
            builder.AddContent(3, title);
            builder.CloseElement();
            builder.CloseElement();
        };

    protected static RenderFragment Link(string url, string text) =>
        builder =>
        {
            builder.OpenElement(0, "a");
            builder.AddAttribute(1, "href", url);
            builder.AddContent(2, text);
            builder.CloseElement();
        };

    /// <summary>A moment, for people and for machines; a script of ours shows it by the reader's own clock.</summary>
    protected RenderFragment Time(DateTimeOffset when) => TimeElement(when, Words.Moment(when));

    protected RenderFragment Day(DateTimeOffset when) => TimeElement(when, Words.Day(when));

    /// <summary>A heading of a level that depends on where it stands; six is the deepest that HTML has.</summary>
    protected static RenderFragment Heading(int level, string? cssClass, string? id, RenderFragment content) =>
        builder =>
        {
            builder.OpenElement(0, "h" + Math.Min(level, 6));
            builder.AddAttribute(1, "class", cssClass);
            builder.AddAttribute(2, "id", id);
            builder.AddContent(3, content);
            builder.CloseElement();
        };

    private static RenderFragment TimeElement(DateTimeOffset when, string text) =>
        builder =>
        {
            builder.OpenElement(0, "time");
            builder.AddAttribute(1, "datetime", Words.Machine(when));
            builder.AddContent(2, text);
            builder.CloseElement();
        };

    private static RenderFragment Compose(
        IEnumerable<(string Text, bool IsBlank)> pieces,
        (string Name, RenderFragment Content)[] blanks
    ) =>
        builder =>
        {
            foreach (var (text, isBlank) in pieces)
            {
                var content = isBlank ? Array.Find(blanks, blank => blank.Name == text).Content : null;
                builder.AddContent(0, content ?? Text(text));
            }
        };
}

/// <summary>A piece of a page that shows one thing.</summary>
public abstract class View<TModel> : View
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
