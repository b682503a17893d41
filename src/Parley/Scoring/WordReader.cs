namespace Parley.Scoring;

/// <summary>
/// Reads a text as a model sees it: words without case, accents and look-alikes, and what people do to hide a word undone: signs for
/// letters, hidden letters, letters spelled out, repeated letters, words written together, slips of the pen. Every word keeps
/// its place in the text as written. One for each thread; nothing is allocated once its buffers are long enough.
/// </summary>
internal sealed class WordReader
{
    /// <summary>Of a longer text its beginning is read: as much as Perspective read.</summary>
    public const int Longest = 20_480;

    // Words of more letters are not taken apart: they are addresses and the like.
    private const int LongestDisguise = 32;
    private const int ShortestGlued = 7;
    private const int LongestBrokenOff = 3;

    [ThreadStatic]
    private static WordReader? mine;

    private char[] folded = new char[1_024];
    private int[] starts = new int[1_024];
    private int[] ends = new int[1_024];
    private bool[] capital = new bool[1_024];
    private char[] letters = new char[2_048];
    private int[] from = new int[2_048];
    private int[] to = new int[2_048];
    private SeenWord[] words = new SeenWord[512];
    private SeenWord[] joined = new SeenWord[512];
    private int length;
    private int letterCount;
    private int count;
    private bool mayBeSpelled;
    private KnownWords list = null!;

    /// <summary>This thread's own.</summary>
    public static WordReader Mine => mine ??= new();

    /// <summary>The letters of all words.</summary>
    public ReadOnlySpan<char> AllLetters => letters;

    /// <summary>The words and signs of a text, valid until the next call.</summary>
    public ReadOnlySpan<SeenWord> Read(ReadOnlySpan<char> text, KnownWords known)
    {
        (list, count, letterCount, mayBeSpelled) = (known, 0, 0, false);
        Fold(text.Length > Longest ? text[..Longest] : text);
        for (var at = 0; at < length; )
        {
            switch (Letters.Kind(folded[at]))
            {
                case LetterKind.Letter:
                case LetterKind.Digit:
                case LetterKind.Disguise:
                case LetterKind.Mask:
                    at = ReadChunk(at);
                    break;
                case LetterKind.Blank:
                    if (starts[at] < text.Length && text[starts[at]] == '\n')
                        AddSign('.', at);
                    at++;
                    break;
                case LetterKind.Dot:
                    // Not within f.u.c.k, nor in an address.
                    if (folded[at] is '.' or '…' && (at + 1 == length || Letters.Kind(folded[at + 1]) == LetterKind.Blank))
                        AddSign('.', at);
                    at++;
                    break;
                case LetterKind.Sign:
                    if (folded[at] is '?' or '"' or >= '\uE000' and < '\uF900')
                        AddSign(folded[at], at);
                    at++;
                    break;
                default:
                    at++;
                    break;
            }
        }
        if (mayBeSpelled)
            Join();
        return words.AsSpan(0, count);
    }

    private void Fold(ReadOnlySpan<char> text)
    {
        if (folded.Length < text.Length + 1)
        {
            var room = Math.Max(text.Length + 1, folded.Length * 2);
            (folded, starts, ends, capital) = (new char[room], new int[room], new int[room], new bool[room]);
        }
        length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            var start = at;
            char fold;
            if (unit < 0x80)
                fold = unit is >= 'A' and <= 'Z' ? (char)(unit | 0x20) : unit;
            else if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                fold = Letters.Folded(unit, text[++at]);
            else
                fold = Letters.Folded(unit);
            if (fold == Letters.Nothing)
                continue;
            (folded[length], starts[length], ends[length]) = (fold, start, at + 1);
            capital[length] = unit is >= 'A' and <= 'Z';
            length++;
        }
    }

    private int ReadChunk(int start)
    {
        var (at, isPlain, hasLetter) = (start, true, false);
        for (; at < length; at++)
        {
            var kind = Letters.Kind(folded[at]);
            if (kind == LetterKind.Letter)
                hasLetter = true;
            else if (kind is LetterKind.Digit or LetterKind.Disguise or LetterKind.Mask)
                isPlain = false;
            else if (kind == LetterKind.Dot && hasLetter && HidingRun(start, at, isPlain) is var run and > 0)
                (isPlain, at) = (false, at + run - 1);
            else if (
                kind != LetterKind.Apostrophe
                || at + 1 == length
                || at == start
                || Letters.Kind(folded[at + 1]) != LetterKind.Letter
            )
                break;
        }
        if (isPlain)
            AddLetters(start, at);
        else if (hasLetter)
            ReadDisguised(start, at);
        else
            ReadNumber(start, at);
        return Math.Max(at, start + 1);
    }

    // How many dots or dashes stand here where they may hide letters: f...ing, a--hole, f_ck. None where they only end a sentence.
    private int HidingRun(int start, int at, bool isPlain)
    {
        if (Letters.Kind(folded[at - 1]) != LetterKind.Letter)
            return 0;
        var end = at;
        while (end < length && folded[end] == folded[at])
            end++;
        var run = end - at;
        var isLong = run >= 2 || folded[at] is '_' or '…';
        var leadsOn = end < length && Letters.Kind(folded[end]) == LetterKind.Letter;
        return isLong && run <= 8 && (leadsOn || IsBrokenOff(start, at, isPlain)) ? run : 0;
    }

    // f… at the end of whatever is said, and not "so…": a few letters with which a word begins that people hide.
    private bool IsBrokenOff(int start, int at, bool isPlain)
    {
        var letters = at;
        while (letters > start && Letters.Kind(folded[letters - 1]) == LetterKind.Letter)
            letters--;
        // A number with its unit and a pause is none: 5h…
        if (!isPlain)
            return at - letters <= LongestBrokenOff && Letters.Kind(folded[start]) == LetterKind.Letter;
        if (at - start > LongestBrokenOff || (at - start == 1 && IsLabel(start, at)))
            return false;
        Span<char> pattern = stackalloc char[LongestBrokenOff + 1];
        folded.AsSpan(start, at - start).CopyTo(pattern);
        pattern[at - start] = '*';
        pattern = pattern[..(at - start + 1)];
        return IsHiding(pattern[..^1], isExact: false) && list.Unmasked(pattern, isExact: false) is not null;
    }

    // One letter that names something, so that what follows is a pause: S.F…, option f.., 100 F…, an F…, and _f_.
    private bool IsLabel(int start, int at)
    {
        var end = start;
        while (end > 0 && Letters.Kind(folded[end - 1]) == LetterKind.Blank)
            end--;
        if (folded[at] == '_' || (end == start && start > 0 && Letters.Kind(folded[start - 1]) == LetterKind.Dot))
            return true;
        var from = end;
        while (from > 0 && Letters.Kind(folded[from - 1]) is LetterKind.Letter or LetterKind.Digit)
            from--;
        return folded.AsSpan(from, end - from)
            is [.., >= '0' and <= '9']
                or "an"
                or "option"
                or "plan"
                or "grade"
                or "fig"
                or "figure"
                or "class"
                or "section"
                or "part"
                or "row"
                or "note"
                or "key";
    }

    private void ReadDisguised(int start, int end)
    {
        while (start < end && Letters.Kind(folded[start]) == LetterKind.Mask)
            start++;
        if (end - start > LongestDisguise)
        {
            Separate(start, end);
            return;
        }
        if (ReadMasked(start, end))
            return;
        while (end > start && Letters.Kind(folded[end - 1]) is LetterKind.Mask or LetterKind.Dot)
            end--;
        var core = (Start: start, End: end);
        while (core.Start < core.End && Letters.Kind(folded[core.Start]) is not (LetterKind.Letter or LetterKind.Digit))
            core.Start++;
        while (core.Start < core.End && Letters.Kind(folded[core.End - 1]) is not (LetterKind.Letter or LetterKind.Digit))
            core.End--;
        if (
            IsOrdinal(core.Start, core.End)
            || (!ReadAs(start, end, 'i') && !ReadAs(core.Start, core.End, 'i') && !ReadAs(core.Start, core.End, 'l'))
        )
            Separate(start, end);
    }

    private bool ReadMasked(int start, int end)
    {
        Span<char> pattern = stackalloc char[LongestDisguise];
        var (used, hidden, isExact) = (0, 0, true);
        for (var at = start; at < end; at++)
        {
            var kind = Letters.Kind(folded[at]);
            if (kind == LetterKind.Dot)
            {
                (isExact, hidden) = (false, hidden + 1);
                if (used > 0 && pattern[used - 1] == '*')
                    continue;
                pattern[used++] = '*';
            }
            else if (kind == LetterKind.Mask)
            {
                (pattern[used++], hidden) = ('*', hidden + 1);
            }
            else if (kind != LetterKind.Apostrophe)
            {
                pattern[used++] = kind == LetterKind.Letter ? folded[at] : Meant(folded[at], 'i');
            }
        }
        var shape = pattern[..used];
        var shown = shape.IndexOf('*');
        if (hidden == 0 || shown < 1 || !IsHiding(shape[..shown], isExact))
            return false;
        var word = list.Unmasked(shape, isExact);
        // The signs are often fewer or more than the letters.
        if (word is null && isExact && hidden > 1 && used - hidden > 1)
            word = list.Unmasked(shape, isExact: false);
        if (word is null)
            return false;
        AddWord(word, starts[start], ends[end - 1]);
        return true;
    }

    // "so..." is a word and a pause.
    private bool IsHiding(ReadOnlySpan<char> before, bool isExact) =>
        isExact
        || before is "f"
        || (before.Length > 1 && !(list.Find(Hashes.Of(before)) is var number and >= 0 && list.Commonness(number) > 8 * 9));

    // 1st, 20th, 50s: a number and its ending.
    private bool IsOrdinal(int start, int end)
    {
        var at = start;
        while (at < end && Letters.Kind(folded[at]) == LetterKind.Digit)
            at++;
        if (at == start || end - at > 2)
            return false;
        while (at < end && Letters.Kind(folded[at]) == LetterKind.Letter)
            at++;
        return at == end;
    }

    private bool ReadAs(int start, int end, char one)
    {
        Span<char> meant = stackalloc char[LongestDisguise];
        var (used, isFirm) = (0, false);
        for (var at = start; at < end; at++)
        {
            var kind = Letters.Kind(folded[at]);
            if (kind == LetterKind.Apostrophe)
                continue;
            if (kind is LetterKind.Mask or LetterKind.Dot)
                return false;
            var isInside = at > start && at + 1 < end;
            isFirm |= isInside && (kind == LetterKind.Digit || folded[at] is '@' or '$' or '€');
            meant[used++] = kind == LetterKind.Letter ? folded[at] : Meant(folded[at], one);
        }
        var word = meant[..used];
        if (used < 3 || HasDigit(word))
            return false;
        var hash = Hashes.Of(word);
        if (list.Find(hash) < 0 && !list.IsDisguised(hash) && list.Near(word) is null && !(isFirm && one == 'l'))
            return false;
        Copy(word, start);
        AddCopied(used, starts[start], ends[end - 1], canSplit: true);
        return true;
    }

    private static bool HasDigit(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
            if (char.IsAsciiDigit(letter))
                return true;
        return false;
    }

    private static char Meant(char sign, char one) =>
        sign switch
        {
            '0' => 'o',
            '1' or '!' or '|' => one,
            '3' or '€' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' or '+' => 't',
            '8' => 'b',
            '9' => 'g',
            '£' => 'l',
            _ => sign,
        };

    // No word in disguise: what stands between the signs, each by itself.
    private void Separate(int start, int end)
    {
        for (var at = start; at < end; )
        {
            var kind = Letters.Kind(folded[at]);
            var stop = at;
            while (
                stop < end
                && (
                    Letters.Kind(folded[stop]) == kind
                    || (kind == LetterKind.Letter && Letters.Kind(folded[stop]) == LetterKind.Apostrophe)
                )
            )
                stop++;
            if (kind == LetterKind.Letter)
                AddLetters(at, stop);
            else
                ReadNumber(at, stop);
            at = stop;
        }
    }

    // Without a letter: a number is so many noughts; marks of exclamation are one; a run of other signs stands for a curse.
    private void ReadNumber(int start, int end)
    {
        var kind = Letters.Kind(folded[start]);
        if (kind == LetterKind.Digit)
            AddWord("0000".AsSpan(0, Math.Min(4, end - start)), starts[start], ends[end - 1]);
        else if (folded[start] == '!' && folded[end - 1] == '!')
            AddSign('!', start);
        else if (end - start >= 3 && kind is LetterKind.Mask or LetterKind.Disguise)
            AddWord("***", starts[start], ends[end - 1]);
        else if (folded.AsSpan(start, end - start).Contains('!'))
            AddSign('!', start);
    }

    private void AddSign(char sign, int at)
    {
        if (count > 0 && words[count - 1].IsSign && letters[words[count - 1].Start] == sign)
            return;
        Room(1);
        (letters[letterCount], from[letterCount], to[letterCount]) = (sign, starts[at], ends[at]);
        var hash = Hashes.Of(letters.AsSpan(letterCount, 1));
        Append(new(letterCount, 1, starts[at], ends[at], hash, list.Find(hash), true));
        letterCount++;
    }

    private void AddLetters(int start, int end)
    {
        Room(end - start);
        var used = 0;
        var run = 0;
        for (var at = start; at < end; at++)
        {
            var letter = folded[at];
            if (letter is '\'' or '`')
                continue;
            run = used > 0 && letters[letterCount + used - 1] == letter ? run + 1 : 1;
            // The third of a run and those after it say nothing but how loud it is.
            if (run > 2)
            {
                to[letterCount + used - 1] = ends[at];
                continue;
            }
            (letters[letterCount + used], from[letterCount + used], to[letterCount + used]) = (letter, starts[at], ends[at]);
            used++;
        }
        if (used > 0)
            AddCopied(used, starts[start], ends[end - 1], used >= ShortestGlued && !IsName(start, end));
    }

    // Adds the letters after the last word's as a word.
    private void AddCopied(int used, int start, int end, bool canSplit)
    {
        var word = letters.AsSpan(letterCount, used);
        var hash = Hashes.Of(word);
        var number = list.Find(hash);
        if (number < 0 && ReadUnknown(used, start, end, canSplit))
            return;
        // Alone, or broken off: the end of a word that was pulled apart.
        mayBeSpelled |= used == 1 ? count > 0 : number < 0 || list.Commonness(number) < 8 * 9;
        Append(new(letterCount, used, start, end, hash, number, false));
        letterCount += used;
    }

    private bool ReadUnknown(int used, int start, int end, bool canSplit)
    {
        var word = letters.AsSpan(letterCount, used);
        Span<char> single = stackalloc char[LongestDisguise];
        if (used <= LongestDisguise)
        {
            var length = 0;
            foreach (var letter in word)
                if (length == 0 || single[length - 1] != letter)
                    single[length++] = letter;
            if (length < used)
            {
                var hash = Hashes.Of(single[..length]);
                if (list.Find(hash) >= 0 || list.IsDisguised(hash))
                {
                    AddWord(single[..length], start, end);
                    return true;
                }
            }
        }
        if (list.Near(word) is { } meant)
        {
            AddWord(meant, start, end);
            return true;
        }
        return canSplit && used is >= ShortestGlued and <= LongestDisguise && Split(used);
    }

    // Words that were written together, by the likeliest way to part them; not where a part would be none that is common enough.
    private bool Split(int used)
    {
        Span<int> cost = stackalloc int[LongestDisguise + 1];
        Span<int> back = stackalloc int[LongestDisguise + 1];
        cost.Fill(int.MaxValue);
        cost[0] = 0;
        for (var start = 0; start < used; start++)
        {
            if (cost[start] == int.MaxValue)
                continue;
            var hash = Hashes.Basis;
            for (var end = start + 1; end <= used && end - start <= 14; end++)
            {
                hash = Hashes.Add(hash, letters[letterCount + end - 1]);
                var number = list.Find(Hashes.Mixed(hash));
                if (number < 0 || list.Commonness(number) < Needed(end - start))
                    continue;
                var total = cost[start] + 8 * 24 - list.Commonness(number);
                if (total < cost[end])
                    (cost[end], back[end]) = (total, start);
            }
        }
        if (cost[used] > used * 8 * 4)
            return false;
        Span<int> cuts = stackalloc int[LongestDisguise + 1];
        var parts = 0;
        for (var end = used; end > 0; end = back[end])
            cuts[parts++] = end;
        var first = letterCount;
        letterCount += used;
        var begin = 0;
        while (parts-- > 0)
        {
            var end = cuts[parts];
            var hash = Hashes.Of(letters.AsSpan(first + begin, end - begin));
            Append(new(first + begin, end - begin, from[first + begin], to[first + end - 1], hash, list.Find(hash), false));
            begin = end;
        }
        return true;
    }

    // How common a part of so many letters must be: 8 times the logarithm to base 2 of how often it was seen.
    private static int Needed(int letters) =>
        letters switch
        {
            1 => 8 * 15,
            2 => 8 * 12,
            3 => 8 * 9,
            4 => 8 * 5,
            _ => 8 * 3,
        };

    // Penistone and Dickinson are names, YouIdiot is none.
    private bool IsName(int start, int end) => capital[start] && !capital.AsSpan(start + 1, end - start - 1).Contains(true);

    private void AddWord(ReadOnlySpan<char> word, int start, int end)
    {
        Room(word.Length);
        word.CopyTo(letters.AsSpan(letterCount));
        from.AsSpan(letterCount, word.Length).Fill(start);
        to.AsSpan(letterCount, word.Length).Fill(end);
        var hash = Hashes.Of(word);
        Append(new(letterCount, word.Length, start, end, hash, list.Find(hash), false));
        letterCount += word.Length;
    }

    private void Copy(ReadOnlySpan<char> word, int start)
    {
        Room(word.Length);
        var used = 0;
        for (var at = start; used < word.Length; at++)
        {
            if (Letters.Kind(folded[at]) == LetterKind.Apostrophe)
                continue;
            (letters[letterCount + used], from[letterCount + used], to[letterCount + used]) = (
                word[used],
                starts[at],
                ends[at]
            );
            used++;
        }
    }

    private void Append(SeenWord word)
    {
        if (count == words.Length)
            (words, joined) = (Longer(words), Longer(joined));
        words[count++] = word;
    }

    private void Room(int more)
    {
        while (letterCount + more > letters.Length)
            (letters, from, to) = (Longer(letters), Longer(from), Longer(to));
    }

    private static T[] Longer<T>(T[] array)
    {
        Array.Resize(ref array, array.Length * 2);
        return array;
    }

    // i d i o t, and f uck.
    private void Join()
    {
        var total = count;
        (words, joined, count) = (joined, words, 0);
        for (var at = 0; at < total; )
        {
            var end = at + 1;
            if (joined[at] is { Length: 1, IsSign: false })
                while (
                    end < total
                    && joined[end] is { Length: 1, IsSign: false }
                    && Gap(end - 1) == Gap(at)
                    && Gap(at) is > 0 and <= 3
                )
                    end++;
            if (end - at >= 3)
            {
                Gather(at, end);
                AddCopied(end - at, joined[at].From, joined[end - 1].To, canSplit: true);
                at = end;
            }
            else if (at + 1 < total && IsPulledApart(at))
            {
                Gather(at, at + 2);
                AddCopied(joined[at].Length + joined[at + 1].Length, joined[at].From, joined[at + 1].To, canSplit: false);
                at += 2;
            }
            else
            {
                Append(joined[at++]);
            }
        }
    }

    private int Gap(int at) => joined[at + 1].From - joined[at].To;

    private bool IsPulledApart(int at)
    {
        var (first, second) = (joined[at], joined[at + 1]);
        if (first.IsSign || second.IsSign || Gap(at) != 1 || first.Length + second.Length is < 4 or > LongestDisguise)
            return false;
        if (!IsRare(first) && !IsRare(second))
            return false;
        var hash = Hashes.Basis;
        foreach (var letter in letters.AsSpan(first.Start, first.Length))
            hash = Hashes.Add(hash, letter);
        foreach (var letter in letters.AsSpan(second.Start, second.Length))
            hash = Hashes.Add(hash, letter);
        return list.IsDisguised(Hashes.Mixed(hash));
    }

    private bool IsRare(SeenWord word) => word.Known < 0 || list.Commonness(word.Known) < 8 * 9 || word.Length == 1;

    private void Gather(int start, int end)
    {
        var size = 0;
        for (var at = start; at < end; at++)
            size += joined[at].Length;
        Room(size);
        var used = letterCount;
        for (var at = start; at < end; at++)
        for (var letter = joined[at].Start; letter < joined[at].Start + joined[at].Length; letter++, used++)
            (letters[used], from[used], to[used]) = (letters[letter], from[letter], to[letter]);
    }
}
