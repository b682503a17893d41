using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Parley.Markup;

/// <summary>Writes a parsed comment. A node it does not know is not written, so nothing new of Markdig's gets through.</summary>
internal sealed class MarkdownRenderer
{
    private readonly SafeHtmlWriter writer = new();

    /// <summary>The HTML, or null when it is nested deeper than a page should be.</summary>
    public string? Render(MarkdownDocument document)
    {
        Blocks(document);
        return writer.IsTooDeep ? null : writer.ToString();
    }

    private void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
        {
            // What is too deep is thrown away anyhow, and going on would wear down the stack.
            if (writer.IsTooDeep)
                return;
            Block(block);
        }
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                Paragraph(paragraph);
                break;
            // Signs with nothing behind them mean nothing, and stay visible.
            case QuoteBlock { Count: 0 }:
                Line(">");
                break;
            case FencedCodeBlock { Lines.Count: 0 } fence:
                Line($"{new string(fence.FencedChar, fence.OpeningFencedCharCount)} {fence.Info}");
                break;
            case QuoteBlock quote:
                writer.OpenBlock("blockquote");
                Blocks(quote);
                writer.CloseBlock("blockquote");
                break;
            case ListBlock { IsOrdered: true } list:
                NumberedList(list);
                break;
            case ListBlock list:
                writer.OpenBlock("ul");
                foreach (var item in list)
                    Item((ListItemBlock)item);
                writer.CloseBlock("ul");
                break;
            case CodeBlock code:
                CodeBlock(code);
                break;
            case ThematicBreakBlock:
                writer.Rule();
                break;
        }
    }

    private void Paragraph(ParagraphBlock paragraph)
    {
        writer.OpenParagraph();
        if (paragraph.Inline is { } inlines)
            Inlines(inlines);
        writer.CloseParagraph();
    }

    private void Line(string text)
    {
        writer.OpenParagraph();
        writer.Text(text);
        writer.CloseParagraph();
    }

    // The number that is seen is the number that was written: where one is left out, a new list begins. Numbers that
    // stand still or go back (1. 1. 1.) mean "the next".
    private void NumberedList(ListBlock list)
    {
        var next = 0;
        var isOpen = false;
        foreach (var item in list.Cast<ListItemBlock>())
        {
            if (!isOpen || item.Order > next)
            {
                if (isOpen)
                    writer.CloseBlock("ol");
                writer.OpenList(next = item.Order);
                isOpen = true;
            }
            Item(item);
            next++;
        }
        writer.CloseBlock("ol");
    }

    private void Item(ListItemBlock item)
    {
        writer.OpenBlock("li");
        Blocks(item);
        writer.CloseBlock("li");
    }

    private void CodeBlock(CodeBlock code)
    {
        writer.OpenCodeBlock();
        for (var at = 0; at < code.Lines.Count; at++)
        {
            if (at > 0)
                writer.Code("\n");
            writer.Code(code.Lines.Lines[at].Slice.AsSpan());
        }
        writer.CloseCodeBlock();
    }

    private void Inlines(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null && !writer.IsTooDeep; inline = inline.NextSibling)
            Inline(inline);
    }

    private void Inline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                writer.Text(literal.Content.AsSpan());
                break;
            case LineBreakInline:
                writer.Break();
                break;
            case CodeInline code:
                writer.OpenInline("code");
                writer.Text(code.ContentSpan);
                writer.CloseInline();
                break;
            case EmphasisInline emphasis:
                var tag =
                    emphasis.DelimiterChar == '~' ? "del"
                    : emphasis.DelimiterCount == 2 ? "strong"
                    : "em";
                writer.OpenInline(tag);
                Inlines(emphasis);
                writer.CloseInline();
                break;
            case LinkInline link:
                Link(link);
                break;
            case BareAddress address:
                BareAddress(address);
                break;
            case AutolinkInline address:
                AddressInBrackets(address);
                break;
            // A sign that opened something and found no partner.
            case DelimiterInline alone:
                writer.Text(alone.ToLiteral());
                Inlines(alone);
                break;
            case ContainerInline other:
                Inlines(other);
                break;
        }
    }

    private void Link(LinkInline link)
    {
        var url = link.Url ?? "";
        if (!writer.IsInLink && HasWords(link) && WebAddress.TryFormat(url, out var href))
            Linked(href, link);
        else
            LinkAsTyped(link, url);
    }

    // A link that shows nothing would hide that it is there.
    private static bool HasWords(ContainerInline container) =>
        container.Any(inline =>
            inline switch
            {
                LiteralInline literal => !Unseen.IsNothingToSee(literal.Content.ToString()),
                DelimiterInline => true,
                ContainerInline inner => HasWords(inner),
                LineBreakInline => false,
                _ => true,
            }
        );

    private void Linked(string href, LinkInline link)
    {
        if (WebAddress.ReadsLikeAnother(WordsOf(link), link.Url!))
        {
            Inlines(link);
            writer.Text(" (");
            OpenedLink(href, () => writer.Text(link.Url));
            writer.Text(")");
        }
        else
            OpenedLink(href, () => Inlines(link));
    }

    private void OpenedLink(string href, Action words)
    {
        writer.OpenLink(href);
        words();
        writer.CloseInline();
    }

    // The link's words where they are one run of text, or one address; emphasis makes no address.
    private static ReadOnlySpan<char> WordsOf(LinkInline link) =>
        link.FirstChild switch
        {
            LiteralInline { NextSibling: null } literal => literal.Content.AsSpan(),
            BareAddress address => address.Text.AsSpan(),
            LiteralInline { Content.IsEmpty: true, NextSibling: BareAddress address } => address.Text.AsSpan(),
            _ => default,
        };

    // A link that leads to no page elsewhere is not one, and hides nothing.
    private void LinkAsTyped(LinkInline link, string url)
    {
        writer.Text("[");
        Inlines(link);
        writer.Text("](");
        writer.Text(url);
        if (link.Title is { Length: > 0 } title)
            writer.Text(string.Create(CultureInfo.InvariantCulture, $" \"{title}\""));
        writer.Text(")");
    }

    private void BareAddress(BareAddress address)
    {
        if (writer.IsInLink)
        {
            writer.Text(address.Text.AsSpan());
            return;
        }
        writer.OpenLink(address.Href);
        writer.Text(address.Text.AsSpan());
        writer.CloseInline();
    }

    private void AddressInBrackets(AutolinkInline address)
    {
        if (!writer.IsInLink && !address.IsEmail && WebAddress.TryFormat(address.Url, out var href))
        {
            writer.OpenLink(href);
            writer.Text(address.Url);
            writer.CloseInline();
        }
        else
        {
            writer.Text("<");
            writer.Text(address.Url);
            writer.Text(">");
        }
    }
}
