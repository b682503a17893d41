using Parley.Publishing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Tests.Setup;

namespace Parley.Tests.Comments;

/// <summary>A report of the newsroom with its sources, and what an editor does with it.</summary>
internal sealed class ReportScene(TestServer server, Reader editor, Report report)
{
    public const string Text =
        "The order was signed in May by the harbour master.\n\nNobody at the ministry would speak on the record about the order, or say why the order came so late.";

    public Guid Story => report.StoryId;
    public Reader Editor => editor;
    public string Url => $"/{TestServer.SiteName}/s/{report.Slug}";

    /// <summary>Words of the first paragraph, which an official said.</summary>
    public Attribution Said { get; private set; } = null!;

    public static async Task<ReportScene> WriteAsync(TestServer server, string headline, bool isPublic = true)
    {
        var editor = new Reader(
            server.Site.Id,
            Guid.CreateVersion7(),
            null,
            ReaderKind.Account,
            ReaderRole.Journalist,
            "Ed",
            0
        );
        var added = await server
            .Get<SaveReport>()
            .AddAsync(server.Site.Id, editor, new() { Headline = headline, Text = Text }, default);
        var scene = new ReportScene(server, editor, added.Value!);
        if (isPublic)
            await server.Get<SaveReport>().PublishAsync(server.Site, scene.Story, editor, default);
        scene.Said = await scene.NameAsync(
            "signed in May",
            new(new(Kind: SourceKind.Unnamed, Name: "official")),
            "The order was signed."
        );
        return scene;
    }

    /// <summary>Says of words of the text who said them.</summary>
    public async Task<Attribution> NameAsync(string words, HopAsked who, string? claim = null)
    {
        var named = await server
            .Get<SourcePassage>()
            .HandleAsync(
                server.Site.Id,
                Story,
                editor,
                new(words, null, null, [who], claim is null ? null : new(Sentence: claim), Stance.States),
                default
            );
        return named.Value!;
    }

    /// <summary>Saves another text, as an editor who says why.</summary>
    public async Task ChangeAsync(string text, string? correction = null)
    {
        var now = (await server.Get<ReportTextStore>().FindAsync(server.Site.Id, Story, default))!;
        var asked = new ReportAsked
        {
            Headline = report.Headline,
            Text = text,
            Number = now.Number,
            Reason = "More is known.",
            Correction = correction,
        };
        var changed = await server.Get<SaveReport>().ChangeAsync(server.Site.Id, Story, editor, asked, default);
        if (!changed.IsSuccess)
            throw new InvalidOperationException(changed.Problem.Code);
    }
}
