namespace Parley.Screening;

/// <summary>
/// Finds any number of words in one pass over a text, after Aho and Corasick, "Efficient string matching" (1975): a tree of
/// all words, in which each state knows where to go on when the text leaves the tree.
/// </summary>
/// <remarks>
/// States are numbered breadth first, so the children of one are neighbours and the tree is a handful of arrays: 10,000
/// words take a few megabytes at most, and are ready in milliseconds.
/// </remarks>
internal sealed class WordAutomaton
{
    /// <summary>The state before the first character of a text.</summary>
    public const int Start = 0;

    private const int None = -1;

    private readonly char[] labels; // the character that leads into a state
    private readonly int[] firstChild; // the children of a state: from here until the first child of the next
    private readonly int[] wordAt; // the word that ends at a state
    private readonly int[] fallback; //  the longest proper ending of what was read that is in the tree too
    private readonly int[] nearestEnd; // the state itself or, along the fallbacks, the next where a word ends
    private readonly int[] fromStart = new int[128]; // most characters of most texts lead from the start to the start

    /// <param name="words">Distinct, not empty, in ordinal order. A word is known by its index here.</param>
    public WordAutomaton(IReadOnlyList<string> words)
    {
        (labels, firstChild, wordAt) = Grow(words);
        for (var child = firstChild[Start]; child < firstChild[Start + 1]; child++)
        {
            if (labels[child] < fromStart.Length)
                fromStart[labels[child]] = child;
        }
        fallback = new int[labels.Length];
        nearestEnd = new int[labels.Length];
        Link();
    }

    /// <summary>The state after one more character of the text.</summary>
    public int Step(int state, char next)
    {
        while (true)
        {
            if (Child(state, next) is var child && child != None)
                return child;
            if (state == Start)
                return Start;
            state = fallback[state];
        }
    }

    /// <summary>Indices of all words that end where the text has been read to, the longest first.</summary>
    public EndingWords WordsAt(int state) => new(this, state);

    private static (char[] Labels, int[] FirstChild, int[] WordAt) Grow(IReadOnlyList<string> words)
    {
        List<char> labels = ['\0'];
        List<int> firstChild = [];
        List<int> wordAt = [None];
        // For each state the words that share the way to it; in ordinal order they are neighbours.
        var shared = new List<(int From, int To, int Depth)> { (0, words.Count, 0) };
        for (var state = 0; state < shared.Count; state++)
        {
            firstChild.Add(shared.Count);
            var (from, to, depth) = shared[state];
            if (from < to && words[from].Length == depth)
                wordAt[state] = from++;
            while (from < to)
            {
                var label = words[from][depth];
                var end = from + 1;
                while (end < to && words[end][depth] == label)
                    end++;
                shared.Add((from, end, depth + 1));
                labels.Add(label);
                wordAt.Add(None);
                from = end;
            }
        }
        firstChild.Add(shared.Count);
        return ([.. labels], [.. firstChild], [.. wordAt]);
    }

    // Breadth first: the fallback of a state lies nearer to the start, and is known before it is needed.
    private void Link()
    {
        nearestEnd[Start] = None;
        for (var state = 0; state < labels.Length; state++)
        {
            for (var child = firstChild[state]; child < firstChild[state + 1]; child++)
            {
                fallback[child] = state == Start ? Start : Step(fallback[state], labels[child]);
                nearestEnd[child] = wordAt[child] != None ? child : nearestEnd[fallback[child]];
            }
        }
    }

    private int Child(int state, char label)
    {
        if (state == Start && label < fromStart.Length)
            return fromStart[label] is Start ? None : fromStart[label];
        var first = firstChild[state];
        var index = labels.AsSpan(first, firstChild[state + 1] - first).BinarySearch(label);
        return index < 0 ? None : first + index;
    }

    /// <summary>Walks the words that end at one state.</summary>
    public struct EndingWords(WordAutomaton automaton, int state)
    {
        private int end = None;
        private int next = automaton.nearestEnd[state];

        public readonly int Current => automaton.wordAt[end];

        public readonly EndingWords GetEnumerator() => this;

        public bool MoveNext()
        {
            end = next;
            if (end == None)
                return false;
            next = automaton.nearestEnd[automaton.fallback[end]];
            return true;
        }
    }
}
