using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>The whole of it, stage by stage: what is finished is kept in the folder of the work, so that a stopped run goes on.</summary>
internal sealed class Run
{
    private const ulong Seed = 20_261_127;
    private const int PartBits = 20;
    private const int PairBits = 19;
    private const int GramBits = 16;
    private const int LinearPasses = 4;
    private const int VectorPasses = 10;
    private const int NetPasses = 4;
    private const int PassesOfVariant = 1;

    private static readonly (string Name, Parts Parts)[] Left =
    [
        ("one pass of the net, and nothing left out", Parts.All),
        ("without sentences of our own", Parts.All with { Own = false }),
        ("without vectors from the company that words keep", Parts.All with { Vectors = false }),
        ("without swapped groups", Parts.All with { Swaps = false }),
        ("without news comments and the same without what was marked", Parts.All with { News = false }),
    ];

    // Odds of what is toxic on a natural page, beside those in the data: the encyclopedia's set has nine in ten of all toxic comments and four
    // in ten of all others.
    public const float NaturalWeight = 1 / 0.45f;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Settings settings;
    private readonly DataSets sets;
    private readonly JudgedSet judged;
    private readonly LanguageLine? other;
    private readonly List<Example> examples;
    private readonly List<Example> marked;
    private readonly string key;

    private Run(Settings settings)
    {
        this.settings = settings;
        judged = new JudgedSet(settings.Tests);
        other = settings.Language is { } language ? LanguageLine.Find(settings.Languages, language) : null;
        sets = new DataSets(
            settings.Data,
            settings.Civil,
            other is null ? judged.Attacks() : new Dictionary<(string, string), bool>()
        );
        int left;
        if (other is not null)
        {
            examples = sets.Read(other);
            left = Split.Make(examples, Split.OfOther, [], []);
        }
        else
        {
            examples = sets.Read();
            examples.AddRange(OwnSentences.All(Seed, settings.IsTry));
            left = Split.Make(
                examples,
                Split.OfEnglish,
                sets.Replies,
                [.. sets.Judged("perspective-scores").Select(DataSets.Text)]
            );
        }
        marked = [.. examples.Where(example => example is { Source: 1, Part: Part.Train, Spans: not null })];
        examples.RemoveAll(example => example.Source == 1 && example.Part == Part.Train && example.Spans is { Count: > 0 });
        Directory.CreateDirectory(settings.Work);
        var facts =
            string.Join('\n', sets.Sums.Select(sum => sum.ToString()))
            + JsonSerializer.Serialize(other)
            + examples.Count
            + Seed
            + typeof(Run).Module.ModuleVersionId;
        key = ModelFile.Sha256(Encoding.UTF8.GetBytes(facts))[..12];
        Say($"{examples.Count:N0} texts; {left:N0} left out as like one that is judged; stages {key}");
    }

    public static int Of(Settings settings)
    {
        var run = new Run(settings);
        if (run.other is { } line)
            run.TrainOther(line);
        else
            run.Train();
        return 0;
    }

    /// <summary>Tries ten newsrooms with the model that is at <see cref="Settings.Out"/>, and writes the page of them.</summary>
    public static int OfNewsrooms(Settings settings)
    {
        var run = new Run(settings);
        var rooms = new Newsrooms(run.sets, run.examples, TrainedModel.Open(settings.Out));
        var page = rooms.Page(run.Say);
        if (settings.Report is { } file)
            File.WriteAllText(file, page);
        else
            Console.Out.Write(page);
        return 0;
    }

    private void Say(string what) => Console.Error.WriteLine($"[{watch.Elapsed:mm\\:ss}] {what}");

    private void Train()
    {
        var vocabulary = Vocabulary.From(examples);
        Say($"{vocabulary.Words.Count:N0} words, {vocabulary.Disguised.Count} that people disguise");
        var prepared = examples.Select(example => Prepared.Of(example.Text, vocabulary.Known)).ToList();
        var train = Enumerable.Range(0, examples.Count).Where(at => examples[at].Part == Part.Train).ToList();
        // Nothing of the one needs the other, so each has a core.
        var plainStage = Task.Run(() =>
            settings.IsTry ? [] : Stage("baseline", () => Linear(vocabulary, prepared, train, Parts.Plain))
        );
        var vectors = Stage("vectors", () => Vectors(vocabulary, prepared, train))[0].Content;
        plainStage.Wait();
        var linear = Stage("linear", () => Linear(vocabulary, prepared, train, Parts.All));
        var net = Stage("net", () => Net(vocabulary, prepared, train, vectors, Parts.All, NetPasses));

        var bare = ScorerOf(Finished(vocabulary, [.. linear, .. net], null, out _));
        var spans = Stage("spans", () => [.. new SpanTrainer(vocabulary, bare).Sections(marked, Seed)]);

        if (settings.IsTry)
        {
            Say(Tried(Opened(Written(vocabulary, [.. linear, .. net, .. spans], Maps.None, "{}"))));
            return;
        }

        var evaluation = new Evaluation(examples, judged, sets);
        var model = Finished(vocabulary, [.. linear, .. net, .. spans], evaluation, out var file);
        var plain = ScorerOf(Finished(vocabulary, plainStage.Result, null, out _));
        File.WriteAllBytes(settings.Out, file);
        Say($"{settings.Out}: {file.Length / 1e6:N1} MB");
        Say(evaluation.Short("plain", plain));
        Say(evaluation.Short("model", ScorerOf(model)) + $", spans {evaluation.Spans(model):N4}");
        if (settings.Report is not { } page)
            return;
        var variants = new List<(string, Scorer)>
        {
            ("all of it", ScorerOf(model)),
            ("the sum alone", PartOf(model, text => model.PartsOf(text).Linear)),
            ("the net alone", PartOf(model, text => model.PartsOf(text).Net!.Value)),
        };
        if (settings.WithAblations)
            foreach (var (name, parts) in Left)
                variants.Add((name, Without(name, parts, vocabulary, prepared, train, linear, vectors)));
        File.WriteAllText(page, new Report(evaluation, sets, model, ScorerOf(model), plain).Page(variants, settings.Page));
        Say(page);
    }

    // What knows English is left out: sentences of our own, groups that are swapped, marks of readers, suites.
    private void TrainOther(LanguageLine line)
    {
        var vocabulary = Vocabulary.From(examples);
        Say($"{vocabulary.Words.Count:N0} words");
        var prepared = examples.Select(example => Prepared.Of(example.Text, vocabulary.Known)).ToList();
        var train = Enumerable.Range(0, examples.Count).Where(at => examples[at].Part == Part.Train).ToList();
        var parts = Parts.All with { Own = false, Swaps = false };
        var plain = Stage("baseline", () => Linear(vocabulary, prepared, train, Parts.Plain));
        var vectors = Stage("vectors", () => Vectors(vocabulary, prepared, train))[0].Content;
        var linear = Stage("linear", () => Linear(vocabulary, prepared, train, parts));
        var net = Stage("net", () => Net(vocabulary, prepared, train, vectors, parts, NetPasses));
        var report = new LanguageReport(line, examples, sets);
        var maps = Fitted(vocabulary, [.. linear, .. net]);
        var file = Written(vocabulary, [.. linear, .. net], maps, "{}");
        file = Written(vocabulary, [.. linear, .. net], maps, report.Card(Opened(file)));
        File.WriteAllBytes(settings.Out, file);
        Say($"{settings.Out}: {file.Length / 1e6:N1} MB");
        var page = report.Page(Opened(file), Opened(Written(vocabulary, plain, Fitted(vocabulary, plain), "{}")));
        Console.Out.Write(page);
        if (settings.Report is { } path)
            File.WriteAllText(path, page);
    }

    // By the share of the net from nothing to all; what is left out of the own sentences, and the texts that probabilities are fitted on.
    private string Tried(TrainedModel model)
    {
        var tune = examples
            .Where(example => example.Part == Part.Tune && example.Source == 0)
            .Select(example => (example.Labels, Parts: model.PartsOf(example.Text), Weight: Maps.WeightOf(example)))
            .ToList();
        var left = OwnSentences.Left(Seed).Select(one => (one, Parts: model.PartsOf(one.Text))).ToList();
        var talk = examples
            .Where(example => example.Part == Part.Tune && example.Source == 2)
            .Select(example => (example.Labels, Parts: model.PartsOf(example.Text), Weight: 1f))
            .ToList();
        var text = new StringBuilder("left out: ").Append(left.Count).Append('\n');
        var maps = Maps.Fit(
            [.. examples.Where(example => example.Part == Part.Tune && example.Source == 0)],
            example => model.LogitsOf(example.Text),
            Maps.WeightOf
        );
        var verdicts = left.Where(one => one.one.IsOfGroup)
            .GroupBy(one => one.one.Template)
            .Select(template =>
                template.Select(one => (model.LogitsOf(one.one.Text)[0] * maps[0]) + maps[LinearPart.Lanes] >= 0).ToList()
            )
            .ToList();
        var flips =
            (double)verdicts.Sum(all => Math.Min(all.Count(so => so), all.Count(so => !so))) / verdicts.Sum(all => all.Count);
        text.Append($"verdicts that flip with the group: {flips:P2}\n");
        for (var share = 0f; share <= 1.01f; share += 0.1f)
        {
            float Mix((Vector256<float> Linear, Vector256<float>? Net) parts, int head) =>
                (parts.Linear[head] * (1 - share)) + (parts.Net!.Value[head] * share);
            var heads = Enumerable
                .Range(0, 7)
                .Select(head => Figures.Auc(tune.Select(one => (Mix(one.Parts, head), one.Labels[head] > 0.5f, one.Weight))))
                .ToList();
            var bias = Evaluation.Bias([
                .. left.Where(one => one.one.IsOfGroup)
                    .Select(one => (one.one.Group.ToString(), Mix(one.Parts, 0), one.one.Labels[0] > 0.5f)),
            ]);
            var attack = Figures.Auc(left.Select(one => (Mix(one.Parts, 6), one.one.Labels[6] > 0.5f, 1f)));
            var threat = Figures.Auc(left.Select(one => (Mix(one.Parts, 5), one.one.Labels[5] > 0.5f, 1f)));
            var said = Figures.Auc(talk.Select(one => (Mix(one.Parts, 6), one.Labels[6] > 0.5f, 1f)));
            text.Append(
                $"{share:N1}: six {heads.Take(6).Average():N4}; {string.Join(' ', heads.Select(head => head.ToString("N4")))}; own: bias {bias.Whole:N4} attack {attack:N4} threat {threat:N4}; talk {said:N4}\n"
            );
        }
        return text.ToString();
    }

    // Trained anew without a part, in fewer passes.
    private Scorer Without(
        string name,
        Parts parts,
        Vocabulary vocabulary,
        List<Prepared> prepared,
        List<int> train,
        List<(string Name, byte[] Content)> linear,
        byte[] vectors
    )
    {
        var sections = Stage(
            string.Concat(name.Where(char.IsLetter)),
            () =>
                [
                    .. parts is { Own: true, Swaps: true, News: true } ? linear : Linear(vocabulary, prepared, train, parts),
                    .. Net(vocabulary, prepared, train, parts.Vectors ? vectors : null, parts, PassesOfVariant),
                ]
        );
        return ScorerOf(Finished(vocabulary, sections, null, out _));
    }

    private static Scorer ScorerOf(TrainedModel model) =>
        (text, head) =>
        {
            Span<float> scores = stackalloc float[LinearPart.Lanes];
            model.Score(text, scores);
            return scores[head];
        };

    // One part's logits as if they were all.
    private static Scorer PartOf(TrainedModel model, Func<string, Vector256<float>> logits) =>
        (text, head) => model.Probability(logits(text), head);

    // Kept sections: for each its name, its length, its bytes.
    private List<(string Name, byte[] Content)> Stage(string name, Func<List<(string Name, byte[] Content)>> make)
    {
        var path = Path.Combine(settings.Work, $"{key}.{name}.stage");
        if (File.Exists(path))
        {
            Say($"{name}: kept from before");
            using var reader = new BinaryReader(File.OpenRead(path));
            return
            [
                .. Enumerable
                    .Range(0, reader.ReadInt32())
                    .Select(_ => (reader.ReadString(), reader.ReadBytes(reader.ReadInt32()))),
            ];
        }
        var sections = make();
        using (var writer = new BinaryWriter(File.Create(path + ".part")))
        {
            writer.Write(sections.Count);
            foreach (var (section, content) in sections)
            {
                writer.Write(section);
                writer.Write(content.Length);
                writer.Write(content);
            }
        }
        File.Move(path + ".part", path, overwrite: true);
        Say($"{name}: done");
        return sections;
    }

    private List<(string Name, byte[] Content)> Linear(
        Vocabulary vocabulary,
        List<Prepared> prepared,
        List<int> train,
        Parts parts
    )
    {
        // The encyclopedia first; other sets only where they are clean, since a sum cannot tell one kind of talk from another.
        int[] order =
        [
            .. train.Where(at =>
                parts.IsPlain
                    ? examples[at].Source == 0
                    : Has(parts, examples[at]) && examples[at].Source is 0 or 1 or 3 or 4 or 10 or 11 or 12 or DataSets.Own
            ),
        ];
        var linear = new LinearTrainer(vocabulary, PartBits, PairBits);
        linear.Count(order.Select(at => prepared[at]));
        var swaps = new Swaps(vocabulary);
        linear.Begin(order.Select(at => examples[at]));
        var luck = new Luck(Seed);
        for (var pass = 0; pass < LinearPasses; pass++)
        {
            luck.Shuffle(order.AsSpan());
            linear.Pass(
                order.Select(at =>
                    (
                        parts.Swaps && swaps.Has(prepared[at]) ? swaps.Apply(prepared[at], ref luck) : prepared[at],
                        examples[at],
                        parts.IsPlain || examples[at].Source == 0 ? examples[at].Labels : WithoutThreat(examples[at].Labels)
                    )
                ),
                0.5f / (1 + (pass * 0.7f))
            );
            Say($"{(parts.IsPlain ? "baseline" : "linear")}, pass {pass + 1} of {LinearPasses}");
        }
        return [.. linear.Sections(parts.Swaps ? swaps : null)];
    }

    // Threats are so rare that what other sets and our own sentences call one outweighs them in a sum; the net learns those.
    private static float[] WithoutThreat(float[] labels)
    {
        var without = (float[])labels.Clone();
        without[DataSets.Threat] = float.NaN;
        return without;
    }

    private List<(string Name, byte[] Content)> Vectors(Vocabulary vocabulary, List<Prepared> prepared, List<int> train)
    {
        using var net = new NetTrainer(vocabulary, GramBits, Seed, withSwaps: false);
        var gram = new SkipGram(vocabulary, net, 1 << GramBits, Seed);
        var vectors = gram.Learn(
            [.. train.Where(at => examples[at].Source != DataSets.Own).Select(at => prepared[at])],
            VectorPasses,
            Say
        );
        return [("vectors", MemoryMarshal.AsBytes(vectors.AsSpan()).ToArray())];
    }

    private List<(string Name, byte[] Content)> Net(
        Vocabulary vocabulary,
        List<Prepared> prepared,
        List<int> train,
        byte[]? vectors,
        Parts parts,
        int passes
    )
    {
        using var net = new NetTrainer(vocabulary, GramBits, Seed, parts.Swaps);
        if (vectors is not null)
            net.Begin(MemoryMarshal.Cast<byte, float>(vectors).ToArray());
        int[] order = [.. train.Where(at => Has(parts, examples[at]))];
        var luck = new Luck(Seed + 9);
        for (var pass = 0; pass < passes; pass++)
        {
            luck.Shuffle(order.AsSpan());
            var now = pass;
            net.Pass(
                [.. order.Select(at => new NetTrainer.Lesson(prepared[at], examples[at]))],
                done => (float)Math.Max(0.02, 1 - ((now + done) / passes)),
                done => Progress($"net, pass {now + 1} of {passes}: {100.0 * done / order.Length:N0} %")
            );
            Say($"net, pass {pass + 1} of {passes}");
        }
        return [.. net.Sections()];
    }

    private static void Progress(string what)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{what}   ");
    }

    private static bool Has(Parts parts, Example example) =>
        (parts.Own || example.Source != DataSets.Own) && (parts.News || example.Source != 1);

    private TrainedModel Finished(
        Vocabulary vocabulary,
        IReadOnlyList<(string Name, byte[] Content)> sections,
        Evaluation? evaluation,
        out byte[] file
    )
    {
        var maps = Fitted(vocabulary, sections);
        file = Written(vocabulary, sections, maps, "{}");
        if (evaluation is not null)
            file = Written(vocabulary, sections, maps, evaluation.Card(ScorerOf(Opened(file))));
        return Opened(file);
    }

    private float[] Fitted(Vocabulary vocabulary, IReadOnlyList<(string Name, byte[] Content)> sections)
    {
        var raw = Opened(Written(vocabulary, sections, Maps.None, "{}"));
        var tune = examples.Where(example => example.Part == Part.Tune && example.Source == 0).ToList();
        return Maps.Fit(tune, example => raw.LogitsOf(example.Text), other is null ? Maps.WeightOf : _ => 1);
    }

    // What is learned with.
    private sealed record Parts(bool Own, bool Vectors, bool Swaps, bool News, bool IsPlain = false)
    {
        public static Parts All { get; } = new(true, true, true, true);

        public static Parts Plain { get; } = new(false, false, false, false, true);
    }

    private byte[] Written(
        Vocabulary vocabulary,
        IReadOnlyList<(string Name, byte[] Content)> sections,
        float[] maps,
        string figures
    )
    {
        List<(string Name, byte[] Content)> whole =
        [
            ("words", MemoryMarshal.AsBytes(vocabulary.Hashes.AsSpan()).ToArray()),
            ("common", vocabulary.Commonness),
            ("disguise", Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Disguised))),
            .. sections,
            ("maps", MemoryMarshal.AsBytes(maps.AsSpan()).ToArray()),
        ];
        var (version, attributes) = (VersionOf(whole), string.Join("\",\"", other?.Attributes ?? Scoring.Attribute.All));
        var card =
            $$"""{"name":{{Quoted(other?.Name ?? settings.Name)}},"version":"{{version}}","language":{{Quoted(other?.Language ?? "en")}},"attributes":["{{attributes}}"],"facts":{{figures}}}""";
        return ModelFile.Write(card, whole);
    }

    /// <summary>Stands in every score: of what was learned itself, so that two models that differ never have one in common.</summary>
    internal static string VersionOf(IReadOnlyList<(string Name, byte[] Content)> sections) =>
        ModelFile.Sha256(
            Encoding.UTF8.GetBytes(string.Join('\n', sections.Select(one => $"{one.Name} {ModelFile.Sha256(one.Content)}")))
        )[..12];

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static unsafe TrainedModel Opened(byte[] file)
    {
        var pinned = GC.AllocateUninitializedArray<byte>(file.Length, pinned: true);
        file.CopyTo(pinned, 0);
        return new TrainedModel((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), pinned.Length, pinned);
    }
}
