using Parley.Sourcing;

namespace Parley.Tests.Sourcing;

/// <summary>
/// A report whose every word knows from where it comes, so that after any change it can be said where an anchor has to be. Luck has a seed.
/// </summary>
internal sealed class MutatedReport
{
    private sealed record Word(string Text, int Origin, bool IsMended = false);

    private sealed record Place(int Block, int Start, int End, int Sentence, Word Word);

    private readonly Random _luck;
    private readonly bool _hasSpaces;
    private readonly List<List<List<Word>>> _paragraphs;
    private readonly List<List<int>> _sentencesBefore;
    private readonly List<List<string>> _strangers;
    private readonly List<Place> _placesBefore;

    public MutatedReport(string text, string other, int seed)
    {
        _luck = new Random(seed);
        _hasSpaces = !text.Contains('。', StringComparison.Ordinal);
        var next = 0;
        _paragraphs =
        [
            .. Lines(text)
                .Select(line =>
                    line.Split('|')
                        .Select(sentence => WordsOf(sentence).Select(word => new Word(word, next++)).ToList())
                        .ToList()
                ),
        ];
        _strangers = [.. Lines(other).SelectMany(line => line.Split('|')).Select(sentence => WordsOf(sentence).ToList())];
        _sentencesBefore =
        [
            .. _paragraphs.SelectMany(x => x).Select(sentence => sentence.Select(word => word.Origin).ToList()),
        ];
        (Before, _placesBefore) = Write(1);
        Texts = [.. Before.Select(block => block.Text)];
    }

    /// <summary>What is done to it, by name.</summary>
    public static readonly string[] Kinds =
    [
        "slips",
        "replaced words",
        "removed words",
        "inserted words",
        "a negation",
        "reordered sentences",
        "a sentence moved elsewhere",
        "reordered paragraphs",
        "a paragraph split",
        "paragraphs merged",
        "a removed sentence",
        "a removed paragraph",
        "a rewritten sentence",
        "a translated sentence",
        "paragraphs before",
        "a copied sentence",
    ];

    public List<ReportBlock> Before { get; }

    public List<string> Texts { get; private set; }

    public TextAnchor Anchor(out (int First, int Last) origins)
    {
        var block = _luck.Next(Before.Count);
        var places = _placesBefore.FindAll(place => place.Block == block);
        var first = _luck.Next(places.Count);
        var sentence = places.FindAll(place => place.Sentence == places[first].Sentence);
        var last = _luck.Next(4) switch
        {
            0 => first,
            1 => Math.Min(places.Count - 1, first + _luck.Next(_hasSpaces ? 25 : 60)),
            _ => places.IndexOf(sentence[_luck.Next(sentence.IndexOf(places[first]), sentence.Count)]),
        };
        origins = (places[first].Word.Origin, places[last].Word.Origin);
        return TextAnchor.Of(Before[block], places[first].Start, places[last].End);
    }

    /// <summary>Changes it; of the words of a sentence that is changed up to a fifth.</summary>
    public void Change(string kind)
    {
        var p = _luck.Next(_paragraphs.Count);
        var paragraph = _paragraphs[p];
        if (paragraph.Count == 0)
            return;
        var s = _luck.Next(paragraph.Count);
        var sentence = paragraph[s];
        switch (kind)
        {
            case "slips":
                Few(sentence, at => sentence[at] = Slip(sentence[at]));
                break;
            case "replaced words":
                Few(sentence, at => sentence[at] = new(Stranger(), -1));
                break;
            case "removed words":
                Few(sentence, at => sentence.RemoveAt(at));
                break;
            case "inserted words":
                Few(sentence, at => sentence.Insert(at, new(Stranger(), -1)));
                break;
            case "a negation":
                if (sentence.Count > 1)
                    sentence.Insert(_luck.Next(1, sentence.Count), new(_hasSpaces ? "not" : "不", -1));
                break;
            case "reordered sentences":
                paragraph.RemoveAt(s);
                paragraph.Insert(_luck.Next(paragraph.Count + 1), sentence);
                break;
            case "a sentence moved elsewhere":
                paragraph.RemoveAt(s);
                var other = _paragraphs[_luck.Next(_paragraphs.Count)];
                other.Insert(_luck.Next(other.Count + 1), sentence);
                break;
            case "reordered paragraphs":
                _paragraphs.RemoveAt(p);
                _paragraphs.Insert(_luck.Next(_paragraphs.Count + 1), paragraph);
                break;
            case "a paragraph split":
                _paragraphs.Insert(p + 1, paragraph[s..]);
                paragraph.RemoveRange(s, paragraph.Count - s);
                break;
            case "paragraphs merged":
                if (p + 1 < _paragraphs.Count)
                {
                    paragraph.AddRange(_paragraphs[p + 1]);
                    _paragraphs.RemoveAt(p + 1);
                }

                break;
            case "a removed sentence":
                paragraph.RemoveAt(s);
                break;
            case "a removed paragraph":
                _paragraphs.RemoveAt(p);
                break;
            case "a rewritten sentence":
                paragraph[s] = [.. sentence.Select(_ => AnyWord()).Select(word => new Word(word, -1))];
                break;
            case "a translated sentence":
                paragraph[s] = [.. _strangers[_luck.Next(_strangers.Count)].Select(word => new Word(word, -1))];
                break;
            case "paragraphs before":
                _paragraphs.Insert(
                    0,
                    [
                        [.. Enumerable.Range(0, 20).Select(_ => new Word(AnyWord(), -1))],
                    ]
                );
                break;
            case "a copied sentence":
                var to = _paragraphs[_luck.Next(_paragraphs.Count)];
                to.Insert(_luck.Next(to.Count + 1), [.. sentence.Select(word => word with { Origin = -1 })]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }

        _paragraphs.RemoveAll(x => x.TrueForAll(y => y.Count == 0));
    }

    public Outcomes Compare(
        IReadOnlyList<ReportBlock> after,
        IReadOnlyList<(int First, int Last)> origins,
        IReadOnlyList<Reanchored> results
    )
    {
        var (_, places) = Write(0);
        var outcomes = new Outcomes();
        for (var at = 0; at < results.Count; at++)
            Judge(places, after, origins[at], results[at], outcomes);
        return outcomes;
    }

    public List<string> TextsNow() => Texts = [.. Write(0).Blocks.Select(block => block.Text)];

    private void Judge(
        List<Place> places,
        IReadOnlyList<ReportBlock> after,
        (int First, int Last) origins,
        Reanchored result,
        Outcomes outcomes
    )
    {
        var wanted = places.FindAll(place => place.Word.Origin >= origins.First && place.Word.Origin <= origins.Last);
        var got = result.Anchor is { } anchor
            ? places.FindAll(place =>
                after[place.Block].Id == anchor.Block && place.Start < anchor.End && place.End > anchor.Start
            )
            : [];
        var before = _placesBefore.FindAll(place => place.Word.Origin >= origins.First && place.Word.Origin <= origins.Last);
        var right = got.Count(place => wanted.Contains(place));
        var isThere = right > 0 && 2 * right >= wanted.GroupBy(x => x.Block).Max(x => x.Count()) && 2 * right >= got.Count;
        if (result.State is AnchorState.Anchored)
        {
            outcomes.Silent++;
            var isSame = OriginsOf(got).SequenceEqual(OriginsOf(before));
            var touched = _sentencesBefore.FindAll(x => x[0] <= origins.Last && x[^1] >= origins.First);
            var sentences = _placesBefore.FindAll(place => touched.Exists(x => x.Contains(place.Word.Origin)));
            var now = places.FindAll(place => got.Exists(x => x.Sentence == place.Sentence));
            if (isSame && OriginsOf(now).SequenceEqual(OriginsOf(sentences)) && !now.Exists(x => x.Word.IsMended))
                outcomes.SilentRight++;
            else
                outcomes.Wrong.Add(
                    $"«{string.Concat(before.Select(x => x.Word.Text + " "))}» silently to «{result.Anchor!.Quote}» after «{result.Anchor.Prefix}»"
                );
        }

        if (result.State is AnchorState.Moved)
            (outcomes.Moved, outcomes.MovedRight) = (outcomes.Moved + 1, outcomes.MovedRight + (isThere ? 1 : 0));

        var letters = before.Sum(x => x.End - x.Start);
        var left = wanted.Sum(x => x.End - x.Start - (x.Word.IsMended ? 1 : 0));
        if (wanted.Count == 0)
            (outcomes.Gone, outcomes.GoneOrphaned) = (
                outcomes.Gone + 1,
                outcomes.GoneOrphaned + (result.Anchor is null ? 1 : 0)
            );
        if (
            wanted.Count == 0
            || wanted.DistinctBy(x => x.Block).Count() > 1
            || wanted.DistinctBy(x => x.Sentence).Count()
                > _sentencesBefore.Count(x => x[0] <= origins.Last && x[^1] >= origins.First)
        )
            return;
        var (from, to) = (places.IndexOf(wanted[0]), places.IndexOf(wanted[^1]));
        var inserted = places[from..(to + 1)].Except(wanted).Sum(x => x.End - x.Start);
        if (letters - left + inserted > 0.2 * letters)
            return;
        outcomes.Findable++;
        outcomes.Found += isThere ? 1 : 0;
        if (!isThere)
            outcomes.Lost.Add(
                $"«{string.Concat(before.Select(x => x.Word.Text + " "))}» {result.State} {result.Anchor?.Quote}"
            );
    }

    // A comma or a point is no word: its loss is carried in silence, by intent.
    private static IEnumerable<int> OriginsOf(IEnumerable<Place> places) =>
        places.Where(place => place.Word.Text.Any(char.IsLetterOrDigit)).Select(place => place.Word.Origin);

    private (List<ReportBlock> Blocks, List<Place> Places) Write(int ids)
    {
        var (blocks, places, sentences) = (new List<ReportBlock>(), new List<Place>(), 0);
        foreach (var paragraph in _paragraphs)
        {
            var (text, length) = (new System.Text.StringBuilder(), 0);
            foreach (var sentence in paragraph)
            {
                sentences++;
                foreach (var word in sentence)
                {
                    if (_hasSpaces && length > 0)
                        (_, length) = (text.Append(' '), length + 1);
                    text.Append(word.Text);
                    var end = length + CanonicalText.Length(word.Text);
                    places.Add(new(blocks.Count, length, end, sentences, word));
                    length = end;
                }
            }

            blocks.Add(new(ids == 0 ? "" : $"b{blocks.Count}", text.ToString()));
        }

        return (blocks, places);
    }

    private void Few(List<Word> sentence, Action<int> change)
    {
        for (var left = Math.Max(1, _luck.Next(sentence.Count / 5 + 1)); left > 0 && sentence.Count > 1; left--)
            change(_luck.Next(sentence.Count));
    }

    private Word Slip(Word word)
    {
        if (word.Text.Length < 3)
            return word;
        var at = _luck.Next(1, word.Text.Length - 1);
        return word with
        {
            Text = _luck.Next(2) == 0 ? word.Text.Remove(at, 1) : word.Text[..at] + word.Text[at] + word.Text[at..],
            IsMended = true,
        };
    }

    private string Stranger()
    {
        var sentence = _strangers[_luck.Next(_strangers.Count)];
        return sentence[_luck.Next(sentence.Count)];
    }

    private string AnyWord() => _placesBefore[_luck.Next(_placesBefore.Count)].Word.Text;

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => CanonicalText.Of(line)).Where(line => line.Length > 0);

    private static IEnumerable<string> WordsOf(string sentence) =>
        sentence.Contains('。', StringComparison.Ordinal)
        || !sentence.Contains(' ', StringComparison.Ordinal) && sentence.Any(x => x > 0x3000)
            ? sentence.EnumerateRunes().Select(rune => rune.ToString())
            : sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What came of anchors, counted.</summary>
    internal sealed class Outcomes
    {
        public int Silent,
            SilentRight,
            Moved,
            MovedRight,
            Findable,
            Found,
            Gone,
            GoneOrphaned;

        public List<string> Wrong { get; } = [];

        public List<string> Lost { get; } = [];

        public void Add(Outcomes other)
        {
            (Silent, SilentRight) = (Silent + other.Silent, SilentRight + other.SilentRight);
            (Moved, MovedRight) = (Moved + other.Moved, MovedRight + other.MovedRight);
            (Findable, Found) = (Findable + other.Findable, Found + other.Found);
            (Gone, GoneOrphaned) = (Gone + other.Gone, GoneOrphaned + other.GoneOrphaned);
            Wrong.AddRange(other.Wrong);
            Lost.AddRange(other.Lost);
        }
    }
}
