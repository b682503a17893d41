using System.Globalization;
using System.Text.Json;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>What is thought of a text, by attribute in the order of <c>Attribute.All</c>.</summary>
internal delegate float Scorer(string text, int head);

/// <summary>How good scores are, on what was not learned from.</summary>
internal sealed class Evaluation(List<Example> examples, JudgedSet judged, DataSets sets)
{
    /// <summary>The names of the attributes.</summary>
    public static readonly string[] Heads = [.. Scoring.Attribute.All];

    /// <summary>The comments of the encyclopedia that are judged.</summary>
    public List<Example> Wikipedia { get; } = [.. examples.Where(example => example.Part == Part.Test && example.Source == 0)];

    /// <summary>The model card: sets, figures, limits.</summary>
    public string Card(Scorer score) =>
        JsonSerializer.Serialize(
            new
            {
                sets = sets.Sums,
                auc = Heads.ToDictionary(name => name, name => Math.Round(Auc(score, Array.IndexOf(Heads, name)), 4)),
                calibrationError = Heads.ToDictionary(
                    name => name,
                    name => Math.Round(Figures.Calibration(Rows(score, Array.IndexOf(Heads, name))), 4)
                ),
                newsAuc = Math.Round(News(score), 4),
                bias = Math.Round(Bias(score).Whole, 4),
                pairs = Math.Round(Pairs(score)[0].Share, 4),
                limits = Limits,
            }
        );

    /// <summary>What it cannot do.</summary>
    public static readonly string[] Limits =
    [
        "English only.",
        "Irony, allusion and contempt without a bad word are mostly missed.",
        "Learned from an encyclopedia's talk pages of 2004 to 2015 and a few thousand news comments of 2015 to 2018.",
        "A score says what many readers would say of the words, never whether they break a rule or a law.",
    ];

    /// <summary>One attribute's rows: score, whether it is so, and how often such a text is met on a natural page.</summary>
    public List<(float Score, bool IsSo, float Weight)> Rows(Scorer score, int head) =>
        [
            .. Wikipedia
                .Where(example => !float.IsNaN(example.Labels[head]))
                .Select(example => (score(example.Text, head), example.Labels[head] > 0.5f, Maps.WeightOf(example))),
        ];

    public double Auc(Scorer score, int head) => Figures.Auc(Rows(score, head));

    /// <summary>The mean of the six that people labelled.</summary>
    public double MeanAuc(Scorer score) => Enumerable.Range(0, 6).Average(head => Auc(score, head));

    /// <summary>Comments that people called toxic beside news comments without hate.</summary>
    public double News(Scorer score) =>
        Figures.Auc(
            examples
                .Where(example =>
                    example.Part == Part.Test && (example.Source == 1 || (example.Source == 4 && example.Labels[2] < 0.5f))
                )
                .Select(example => (score(example.Text, 0), example.Source == 1, 1f))
        );

    /// <summary>Borkan and others, "Nuanced metrics for measuring unintended bias" (2019).</summary>
    public (double Whole, double All, double Own, double Harmless, double Hostile) Bias(Scorer score) =>
        Bias([.. judged.Templates().Select(row => (row.Group, score(row.Text, 0), row.IsToxic))]);

    /// <summary>The same of any sentences.</summary>
    public static (double Whole, double All, double Own, double Harmless, double Hostile) Bias(
        IReadOnlyList<(string Group, float Score, bool IsToxic)> rows
    )
    {
        var groups = rows.Select(row => row.Group).Distinct().ToList();
        var all = Figures.Auc(rows.Select(row => (row.Score, row.IsToxic, 1f)));
        double Power(Func<string, Func<(string Group, float Score, bool IsToxic), bool>> of) =>
            Math.Pow(
                groups.Average(group =>
                    Math.Pow(Figures.Auc(rows.Where(of(group)).Select(row => (row.Score, row.IsToxic, 1f))), -5)
                ),
                -0.2
            );
        var own = Power(group => row => row.Group == group);
        var harmless = Power(group => row => (row.Group == group) != row.IsToxic);
        var hostile = Power(group => row => (row.Group == group) == row.IsToxic);
        return ((all + own + harmless + hostile) / 4, all, own, harmless, hostile);
    }

    /// <summary>By group: the AUC among its own sentences, and of its harmless ones against all others' hostile ones.</summary>
    public IEnumerable<(string Group, double Own, double Harmless)> Groups(Scorer score)
    {
        var rows = judged.Templates().Select(row => (row.Group, Score: score(row.Text, 0), row.IsToxic)).ToList();
        foreach (var group in rows.Select(row => row.Group).Distinct())
            yield return (
                group,
                Figures.Auc(rows.Where(row => row.Group == group).Select(row => (row.Score, row.IsToxic, 1f))),
                Figures.Auc(rows.Where(row => (row.Group == group) != row.IsToxic).Select(row => (row.Score, row.IsToxic, 1f)))
            );
    }

    /// <summary>Attacks on commenters among replies that were marked by hand.</summary>
    public double Attack(Scorer score) => Figures.Auc(sets.Replies.Select(reply => (score(reply.Text, 6), reply.IsAttack, 1f)));

    /// <summary>How many fillings of a sentence get another verdict than most of them.</summary>
    public double Flips(Scorer score)
    {
        var (flips, all) = (0, 0);
        foreach (var (_, texts) in judged.Swaps())
        {
            var so = texts.Count(text => score(text, 0) >= 0.5f);
            flips += Math.Min(so, texts.Length - so);
            all += texts.Length;
        }
        return (double)flips / all;
    }

    /// <summary>Of two like texts the worse one is scored higher: of all pairs, and by kind.</summary>
    public List<(string Kind, double Share)> Pairs(Scorer score)
    {
        var won = judged
            .Pairs()
            .Select(pair => (pair, Head: Array.IndexOf(Heads, pair.Attribute)))
            .Select(x => (x.pair.Kind, Won: score(x.pair.Higher, x.Head) > score(x.pair.Lower, x.Head) ? 1.0 : 0))
            .ToList();
        return
        [
            ("all", won.Average(pair => pair.Won)),
            .. won.GroupBy(pair => pair.Kind).Select(kind => (kind.Key, kind.Average(pair => pair.Won))),
        ];
    }

    /// <summary>How alike an order is to Perspective's on the same texts.</summary>
    public double Correlation(Scorer score, string name, int head)
    {
        var rows = sets.Judged("perspective-scores").ToList();
        return Figures.RankCorrelation(
            [.. rows.Select(row => score(DataSets.Text(row), head))],
            [.. rows.Select(row => DataSets.Number(row, name))]
        );
    }

    /// <summary>
    /// The places that drove a score beside those that people marked, by characters for each comment, as SemEval 2021 task 5 counts: where
    /// people marked nothing, nothing is right.
    /// </summary>
    public double Spans(TrainedModel model)
    {
        var all = new List<double>();
        foreach (var example in examples.Where(example => example.Part == Part.Test && example.Source == 1))
        {
            var marked = NewsPairs.Marked(example.Text, example.Spans!);
            var found = new bool[example.Text.Length];
            foreach (var driver in model.DriversOf(example.Text)(Scoring.Attribute.Toxicity))
                found.AsSpan(driver.Place.Start, driver.Place.Length).Fill(true);
            var (both, one, other) = (0, found.Count(x => x), marked.Count(x => x));
            for (var at = 0; at < found.Length; at++)
                both += found[at] && marked[at] ? 1 : 0;
            all.Add(one + other == 0 ? 1 : 2.0 * both / (one + other));
        }
        return all.Average();
    }

    /// <summary>On some lines.</summary>
    public string Short(string name, Scorer score)
    {
        static string Join(IEnumerable<double> numbers) =>
            string.Join(' ', numbers.Select(number => number.ToString("N4", CultureInfo.InvariantCulture)));
        var bias = Bias(score);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {name}: mean {MeanAuc(score):N4}; {Join(Enumerable.Range(0, 7).Select(head => Auc(score, head)))}
              calibration {Join(Enumerable.Range(0, 7).Select(head => Figures.Calibration(Rows(score, head))))}
              news {News(score):N4}, attack {Attack(score):N4}, flips {Flips(score):P2}, perspective {Correlation(
                score,
                "TOXICITY@6",
                0
            ):N3}
              bias {bias.Whole:N4} (all {bias.All:N3}, own {bias.Own:N3}, BPSN {bias.Harmless:N3}, BNSP {bias.Hostile:N3})
              pairs {string.Join(", ", Pairs(score).Select(kind => $"{kind.Kind} {kind.Share:P0}"))}
            """
        );
    }
}
