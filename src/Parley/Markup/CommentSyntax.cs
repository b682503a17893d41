using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;

namespace Parley.Markup;

/// <summary>
/// The Markdown that readers write: CommonMark without headings, images, HTML, character references and link definitions,
/// with struck-out words and bare addresses. What is left out stays visible as it was typed.
/// </summary>
internal static class CommentSyntax
{
    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>Parses a text. Markdig throws an <see cref="ArgumentException"/> when it is nested too deep.</summary>
    public static MarkdownDocument Parse(string source) => Markdown.Parse(source, Pipeline);

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder();

        // Where two could begin, the first wins: * * * is a rule and no list.
        builder.BlockParsers.Clear();
        builder.BlockParsers.AddRange([
            new ThematicBreakParser(),
            new QuoteBlockParser(),
            new ListBlockParser(),
            new FencedCodeBlockParser(),
            new IndentedCodeBlockParser(),
            new PlainParagraphParser { ParseSetextHeadings = false },
        ]);

        builder.InlineParsers.Clear();
        builder.InlineParsers.AddRange([
            // Without the ! that begins an image: it stays, and a link follows it.
            new LinkInlineParser { OpeningCharacters = ['[', ']'] },
            new EscapeInlineParser(),
            new EmphasisInlineParser { EmphasisDescriptors = { new EmphasisDescriptor('~', 2, 2, true) } },
            new CodeInlineParser(),
            new AutolinkInlineParser(new AutolinkOptions { EnableHtmlParsing = false }),
            new BareAddressParser(),
            new LineBreakInlineParser(),
        ]);
        return builder.Build();
    }

    /// <summary>A paragraph whose lines are all text: <c>[a]: b</c> defines nothing and does not vanish.</summary>
    private sealed class PlainParagraphParser : ParagraphBlockParser
    {
        public override bool Close(BlockProcessor processor, Block block)
        {
            var paragraph = (ParagraphBlock)block;
            var lines = paragraph.Lines.Lines;
            for (var at = 0; at < paragraph.Lines.Count; at++)
                lines[at].Slice.TrimStart();
            lines[paragraph.Lines.Count - 1].Slice.TrimEnd();
            return true;
        }
    }
}
