using System.Text;
using Parley.Views.Mail;

namespace Parley.Mail;

/// <summary>A letter, ready to go.</summary>
/// <param name="From">Who writes: the publication's name.</param>
/// <param name="Subject">One line.</param>
internal sealed record Letter(string From, string Subject, string Text, string Html)
{
    /// <summary>Where letters like it are stopped by one press, also from within a mail program (RFC 8058); null for one that was asked for.</summary>
    public string? StopUrl { get; init; }

    /// <summary>The same words as text and as HTML, in the language of the one who reads them.</summary>
    public static async Task<Letter> WriteAsync(Words words, string from, string subject, LetterModel model) =>
        new(from, subject, ToText(model), await Page.RenderAsync<LetterView, LetterModel>(words, model));

    private static string ToText(LetterModel model)
    {
        var text = new StringBuilder();
        foreach (var paragraph in model.Before)
            text.Append(paragraph).Append("\n\n");
        if (model.Url is { } url)
            text.Append(url).Append("\n\n");
        foreach (var paragraph in model.After)
            text.Append(paragraph).Append("\n\n");
        return text.Append("-- \n").Append(model.From).Append('\n').ToString();
    }
}
