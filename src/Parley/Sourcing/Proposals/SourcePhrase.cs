namespace Parley.Sourcing;

/// <summary>Words of a sentence that name who speaks, before it is known who that is.</summary>
/// <param name="From">The first of its tokens.</param>
/// <param name="To">After its last token, without what is inserted after it.</param>
/// <param name="ClauseTo">After all that is said of it: a name, an age, "who asked not to be named".</param>
internal sealed record SourcePhrase(ReportSentence Sentence, int From, int To, int ClauseTo)
{
    /// <summary>Where its name stands; nothing if it has none of its own ("Deren's deputy").</summary>
    public Range? Name { get; init; }

    public IEnumerable<ReportToken> Tokens => Sentence.Tokens.Skip(From).Take(To - From);
    public string Head => Sentence.Tokens[From].Lower;
    public int Length => To - From;

    public SourceWords Words => Name is { } name ? WordsOf(name.Start.Value, name.End.Value) : WordsOf(From, To);

    public SourceWords WordsOf(int from, int to)
    {
        var (start, end) = (Sentence.Tokens[from].Start, Sentence.Tokens[to - 1].End);
        if (Sentence.Tokens[to - 1] is { IsPossessive: true, Lower: var last } && last.EndsWith("'s", StringComparison.Ordinal))
            end -= 2;
        return new SourceWords(Sentence.Text[start..end], Sentence.Paragraph, start);
    }
}
