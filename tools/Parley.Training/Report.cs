using System.Globalization;
using System.Text;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>The page of figures: docs/scoring.md.</summary>
internal sealed class Report(Evaluation evaluation, DataSets sets, TrainedModel model, Scorer score, Scorer plain)
{
    private const int LongestExample = 150;

    // The best row of what was tried before, on a natural sample of the same source that is not this split.
    private static readonly string[] Before = ["0.985", "0.992", "0.989", "0.989", "0.995", "0.995", "–"];

    private readonly StringBuilder page = new();

    /// <param name="variants">What was left out, and the scores without it.</param>
    /// <param name="saved">A page saved as text whose comments are scored; null where there is none.</param>
    public string Page(IReadOnlyList<(string Name, Scorer Score)> variants, string? saved)
    {
        Line("# How texts are scored");
        Line("");
        Line("This page is printed by `tools/Parley.Training`; nobody writes in it. Why it is done so says");
        Line("[decision 65](decisions/0065-a-text-is-scored-in-the-house.md).");
        Line("");
        Line(
            $"The model is `{model.Name}`, version {model.Version}: the mean of a sum over words, pairs and parts of words and of a small net over"
        );
        Line(
            "subword vectors, mapped to probabilities. All figures are on texts that it has not learned from, nor any text like them: a fifth of the encyclopedia's"
        );
        Line(
            "comments (by their letters), a fifth of the marked news comments, half of the comments under Fox News articles, and the"
        );
        Line(
            "sentences in `tools/Parley.Training/Tests`, of which nothing was learned. Whoever wrote sentences to learn from had the skeletons of templates and swaps in view, and not the pairs; and four models before this one had been looked at by them, after one of which names were brought nearer together for the sake of the flips. \"Plain\" is a TF-IDF logistic regression over the same words, pairs and parts of words, learned"
        );
        Line("from the encyclopedia's comments of the same split, without own sentences, other sets or the net.");
        Line("");
        Line(
            "To train again: `dotnet run -c Release --project tools/Parley.Training -- --data DATA --name parley-english --out english.model --report docs/scoring.md`,"
        );
        Line("where DATA holds a folder for each set below. A stopped run goes on from the last finished stage.");
        Attributes();
        Thresholds();
        Others();
        Variants(variants);
        Groups();
        Mistakes();
        if (saved is not null)
            Saved(saved);
        Sets();
        return page.ToString();
    }

    private void Attributes()
    {
        Head("By attribute");
        Line(
            "Comments of the encyclopedia, weighted as on a natural page. The third column is the best of what was tried before, on another sample."
        );
        Line("");
        Line(
            "| attribute | AUC | plain | before | calibration error | recall at 1 % false | at 2 % | plain at 2 % | positives |"
        );
        Line("|---|---|---|---|---|---|---|---|---|");
        for (var head = 0; head < Evaluation.Heads.Length; head++)
        {
            var (rows, plainRows) = (evaluation.Rows(score, head), evaluation.Rows(plain, head));
            Line(
                $"| {Evaluation.Heads[head]} | {Figures.Auc(rows):N4} | {Figures.Auc(plainRows):N4} | {Before[head]} | {Figures.Calibration(rows):N4} | {Figures.Recall(rows, 0.01).Recall:N3} | {Figures.Recall(rows, 0.02).Recall:N3} | {Figures.Recall(plainRows, 0.02).Recall:N3} | {rows.Count(row => row.IsSo):N0} |"
            );
        }
        Line($"| mean of the six | {evaluation.MeanAuc(score):N4} | {evaluation.MeanAuc(plain):N4} | 0.9909 | | | | | |");
        Line("");
        Line(
            "The label of ATTACK_ON_COMMENTER is a weak one here: toxic, and somebody is spoken to. It is judged by the marked replies below."
        );
    }

    private void Thresholds()
    {
        Head("What a threshold means");
        Line("TOXICITY on a natural page of the encyclopedia.");
        Line("");
        Line("| from | of those, people called toxic | found of all toxic | of the others, caught |");
        Line("|---|---|---|---|");
        var rows = evaluation.Rows(score, 0);
        foreach (var threshold in (float[])[0.3f, 0.5f, 0.7f, 0.8f, 0.9f, 0.95f])
        {
            double Sum(bool isSo, bool isCaught) =>
                rows.Where(row => row.IsSo == isSo && (!isCaught || row.Score >= threshold)).Sum(row => (double)row.Weight);
            var (so, not) = (Sum(true, true), Sum(false, true));
            Line($"| {threshold:0.00} | {so / (so + not):P1} | {so / Sum(true, false):P1} | {not / Sum(false, false):P2} |");
        }
    }

    private void Others()
    {
        Head("Elsewhere");
        var (bias, plainBias) = (evaluation.Bias(score), evaluation.Bias(plain));
        Line("| what | seen | plain | aim |");
        Line("|---|---|---|---|");
        Line(
            $"| news: toxic comments against comments without hate, AUC | {evaluation.News(score):N3} | {evaluation.News(plain):N3} | clearly ahead |"
        );
        Line($"| identity bias metric, 40 groups in 66 templates | {bias.Whole:N3} | {plainBias.Whole:N3} | 0.95 |");
        Line(
            $"| of that: all; own; harmless of a group against hostile of others (BPSN); the reverse (BNSP) | {bias.All:N3}; {bias.Own:N3}; {bias.Harmless:N3}; {bias.Hostile:N3} | {plainBias.All:N3}; {plainBias.Own:N3}; {plainBias.Harmless:N3}; {plainBias.Hostile:N3} | |"
        );
        Line(
            $"| verdicts at 0.5 that flip when a group, nation or party is swapped | {evaluation.Flips(score):P1} | {evaluation.Flips(plain):P1} | 1 % |"
        );
        Line(
            $"| attack on a commenter among {sets.Replies.Count} replies marked by hand, AUC | {evaluation.Attack(score):N3} | {evaluation.Attack(plain):N3} | 0.80 |"
        );
        Line(
            $"| places that drove TOXICITY beside those that people marked, F1 by characters | {evaluation.Spans(model):N3} | | 0.55 |"
        );
        foreach (var (kind, share) in evaluation.Pairs(score))
            Line(
                $"| pairs ranked right: {kind} | {share:P0} | {evaluation.Pairs(plain).First(one => one.Kind == kind).Share:P0} | {(kind == "all" ? "80 %" : "")} |"
            );
        (string Name, int Head)[] theirs =
        [
            ("TOXICITY@6", 0),
            ("SEVERE_TOXICITY@2", 1),
            ("IDENTITY_ATTACK", 2),
            ("INSULT", 3),
            ("PROFANITY", 4),
            ("THREAT", 5),
            ("ATTACK_ON_COMMENTER", 6),
        ];
        foreach (var (name, head) in theirs)
            Line(
                $"| rank correlation with Perspective's {name} on 929 texts | {evaluation.Correlation(score, name, head):N2} | {evaluation.Correlation(plain, name, head):N2} | |"
            );
    }

    private void Variants(IReadOnlyList<(string Name, Scorer Score)> variants)
    {
        Head("What each part is worth");
        Line(
            "The first three are the model and its parts. The others were trained anew, with one pass of the net in place of four."
        );
        Line("");
        Line("| | mean AUC of six | news | bias metric | flips | pairs | attack on a commenter |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var (name, one) in variants)
            Line(
                $"| {name} | {evaluation.MeanAuc(one):N4} | {evaluation.News(one):N3} | {evaluation.Bias(one).Whole:N3} | {evaluation.Flips(one):P1} | {evaluation.Pairs(one)[0].Share:P0} | {evaluation.Attack(one):N3} |"
            );
    }

    private void Groups()
    {
        Head("By group");
        Line(
            "TOXICITY on the templates: AUC among the group's own sentences, and of its harmless sentences against the hostile ones of all others."
        );
        Line("");
        Line("| group | own | harmless against hostile of others |");
        Line("|---|---|---|");
        foreach (var (group, own, harmless) in evaluation.Groups(score).OrderBy(group => group.Harmless))
            Line($"| {group} | {own:N3} | {harmless:N3} |");
    }

    private void Mistakes()
    {
        Head("What it gets wrong");
        Line(
            "Comments of the encyclopedia that nobody called toxic, scored highest; and toxic ones scored lowest. Some of the labels are wrong, too."
        );
        Line("");
        Line("```");
        var scored = evaluation.Wikipedia.Select(example => (Score: score(example.Text, 0), example)).ToList();
        foreach (
            var (value, example) in scored
                .Where(one => one.example.Labels[0] < 0.5f)
                .OrderByDescending(one => one.Score)
                .Take(12)
        )
            Line($"{value:0.000}  not   {Cut(example.Text)}");
        foreach (var (value, example) in scored.Where(one => one.example.Labels[0] > 0.5f).OrderBy(one => one.Score).Take(12))
            Line($"{value:0.000}  toxic {Cut(example.Text)}");
        Line("```");
        Line("");
        Line("What it cannot do:");
        Line("");
        foreach (var limit in Evaluation.Limits)
            Line($"- {limit}");
    }

    private void Saved(string path)
    {
        Head("A page with its discussion");
        Line(
            "Comments of one saved page, the most toxic first: TOXICITY, INSULT, IDENTITY_ATTACK, THREAT, ATTACK_ON_COMMENTER, beginning, and in brackets what drove TOXICITY."
        );
        Line("");
        Line("```");
        foreach (var text in SavedPage.CommentsOf(File.ReadAllText(path)).OrderByDescending(text => score(text, 0)))
        {
            var drivers = model
                .DriversOf(text)(Scoring.Attribute.Toxicity)
                .Take(6)
                .Select(driver => driver.Place.In(text).ReplaceLineEndings(" "));
            Line(
                $"{score(text, 0):0.00} {score(text, 3):0.00} {score(text, 2):0.00} {score(text, 5):0.00} {score(text, 6):0.00}  {Cut(text)} [{string.Join(" | ", drivers)}]"
            );
        }
        Line("```");
    }

    private void Sets()
    {
        Head("What it learned from");
        Line(
            "Sets whose licence lets what was learned from them be given away (labels CC0, CC BY or MIT; texts of Wikipedia CC BY-SA)."
        );
        Line("");
        Line("| file | sha256 |");
        Line("|---|---|");
        foreach (var (name, sum) in sets.Sums)
            Line($"| {name} | `{sum}` |");
    }

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace('`', '\'').Trim();
        return line.Length > LongestExample ? line[..LongestExample] + "…" : line;
    }

    private void Head(string title)
    {
        Line("");
        Line($"## {title}");
        Line("");
    }

    private void Line(FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Line(string line) => page.Append(line).Append('\n');
}
