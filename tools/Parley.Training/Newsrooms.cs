using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Learning;
using Parley.Markup;
using Parley.OwnModel;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Training;

/// <summary>
/// Ten newsrooms, each with a policy of its own, that decide about comments one after another: how well a model learned from the first decisions
/// tells the next ones, beside the general model. Which policies there are was settled before any was tried, and none was left out since.
/// </summary>
internal sealed class Newsrooms(DataSets sets, IReadOnlyList<Example> examples, TrainedModel general)
{
    /// <summary>After so many decisions the site's own model is learned.</summary>
    public const int Decisions = OwnTeacher.Fewest;

    // The next ones, of which there are fewer in two of the sets.
    private const int Next = 4_000;
    private const double MostWrong = 0.01;
    private const ulong Seed = 20_261_128;

    private sealed record Newsroom(string Name, string Language, List<(string Text, bool IsRejected)> Comments);

    private sealed record Outcome(
        Newsroom Room,
        int Next,
        double RejectedShare,
        string Best,
        double Usual,
        double Before,
        double After,
        double ShareBefore,
        double ShareAfter,
        LaneFigures Promised,
        LaneFigures Kept,
        double Seconds
    );

    /// <summary>Runs them all, and writes a page.</summary>
    public string Page(Action<string> say)
    {
        var outcomes = new List<Outcome>();
        foreach (var room in All())
        {
            var outcome = Run(room);
            outcomes.Add(outcome);
            say(
                $"{room.Name}: {outcome.Before:0.000} -> {outcome.After:0.000}, {outcome.ShareBefore:P0} -> {outcome.ShareAfter:P0}, {outcome.Seconds:0.0} s"
            );
        }

        var page = new StringBuilder();
        void Line(string line) => page.Append(line).Append('\n');
        string N(double value) => double.IsNaN(value) ? "–" : value.ToString("0.000", CultureInfo.InvariantCulture);
        string P(double value) => value.ToString("P1", CultureInfo.InvariantCulture);
        Line(
            $"| newsroom | language | rejects | next decisions | general model, TOXICITY | by its best attribute | own model | rise over TOXICITY | over the best | decided by machine at most 1 % wrong: before | after | seconds |"
        );
        Line("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var one in outcomes)
            Line(
                $"| {one.Room.Name} | {one.Room.Language} | {P(one.RejectedShare)} | {one.Next:N0} | {N(one.Usual)} | {N(one.Before)} ({one.Best}) | {N(one.After)} | {one.After - one.Usual:+0.000;-0.000} | {one.After - one.Before:+0.000;-0.000} | {P(one.ShareBefore)} | {P(one.ShareAfter)} | {one.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} |"
            );
        Line("");
        Line(
            $"AUC rises by .03 or more over TOXICITY in {outcomes.Count(one => one.After - one.Usual >= 0.03)} of {outcomes.Count}, over the attribute that fits best in {outcomes.Count(one => one.After - one.Before >= 0.03)}."
        );
        Line("");
        Line(
            "| newsroom | lanes as the curve promised: by machine | wrongly published | wrongly held | the same lanes on the next decisions: by machine | wrongly published | wrongly held |"
        );
        Line("|---|---|---|---|---|---|---|");
        foreach (var one in outcomes)
            Line($"| {one.Room.Name} | {Row(one.Promised)} | {Row(one.Kept)} |");
        return page.ToString();

        string Row(LaneFigures lanes) =>
            $"{P(lanes.ByMachine)} | {lanes.WronglyPublished} of {lanes.Published} | {lanes.WronglyHeld} of {lanes.Held}";
    }

    private Outcome Run(Newsroom room)
    {
        var began = Stopwatch.StartNew();
        var read = room.Comments.Select(Read).ToList();
        var next = read.Skip(Decisions).Take(Next).ToList();
        // The teacher takes the newest first.
        began.Restart();
        var lesson = OwnTeacher.Teach([.. read.Take(Decisions).Reverse()], [], default).Lesson!;
        var seconds = began.Elapsed.TotalSeconds;
        // Which attribute is the best is learned from the same decisions.
        var best = Enumerable
            .Range(0, Scoring.Attribute.All.Count)
            .MaxBy(head => new Lanes(read.Take(Decisions).Select(one => new Judged(one.Scores[head], one.IsRejected))).Auc());
        var before = new Lanes(next.Select(one => new Judged(one.Scores[best], one.IsRejected)));
        var after = new Lanes(next.Select(Judge));
        var own = new Lanes(lesson.Judged.Select(Judge));
        var (below, from) = own.Widest(MostWrong, Lanes.Sure);
        return new(
            room,
            next.Count,
            (double)next.Count(one => one.IsRejected) / next.Count,
            Scoring.Attribute.All[best],
            new Lanes(next.Select(one => new Judged(one.Scores[0], one.IsRejected))).Auc(),
            before.Auc(),
            after.Auc(),
            ShareOf(before),
            ShareOf(after),
            own.At(below, from),
            after.At(below, from),
            seconds
        );

        Judged Judge(OwnExample one) => new(lesson.Weights.Probability(one.Features, one.Scores), one.IsRejected);

        static double ShareOf(Lanes lanes)
        {
            var (low, high) = lanes.Widest(MostWrong);
            return lanes.At(low, high).ByMachine;
        }
    }

    private OwnExample Read((string Text, bool IsRejected) comment)
    {
        var folded = FoldedText.Of(comment.Text);
        var text = new ScoredText(comment.Text, folded, LinkedHosts.Of(comment.Text, WebAddresses.In(folded), []));
        return OwnExample.Of(Guid.Empty, comment.IsRejected, text, new OfEverything(general));
    }

    // Whatever the language: what a site had before is what the general model says of it.
    private sealed class OfEverything(TrainedModel model) : ITextModel
    {
        public IReadOnlyList<TextScore> Score(ScoredText text)
        {
            Span<float> probabilities = stackalloc float[model.Attributes.Count];
            model.Score(text.Source, probabilities);
            var scores = new TextScore[model.Attributes.Count];
            for (var at = 0; at < scores.Length; at++)
                scores[at] = new(model.Attributes[at], model.FullName, probabilities[at], () => []);
            return scores;
        }
    }

    private IEnumerable<Newsroom> All()
    {
        // Comments of the encyclopedia and of news that the general model has not learned from, nor any like them.
        yield return new(
            "whatever many call rude (encyclopedia)",
            "English",
            Shuffled(Held(0).Select(one => (one.Text, one.Labels[0] > 0.5f)))
        );
        yield return new(
            "coarse words stand, insults do not (news)",
            "English",
            Shuffled(Held(1).Select(one => (one.Text, one.Labels[3] >= 0.5f)))
        );
        yield return Of("hate against groups (forum)", "English", "stormfront", row => Flag(row, "hate"));
        yield return Of("hate (posts)", "English", "mlma", row => Flag(row, "hate"), "en");
        yield return new(
            "offence (posts and a talk show's page)",
            "German",
            Shuffled(
                Rows("germeval2018", row => Flag(row, "offensive")).Concat(Rows("germeval2021", row => Flag(row, "toxic")))
            )
        );
        yield return Of("offence (posts)", "Portuguese", "told-br", row => Flag(row, "toxic"));
        yield return Of("hate and coarse words (news)", "Korean", "kmhas-ko", row => Flag(row, "toxic"));
        yield return Of("hate and offence (entertainment news)", "Korean", "korean-hate-speech", row => Flag(row, "toxic"));
        yield return Of("offence against groups (posts)", "Chinese", "cold-zh", row => Flag(row, "offensive"));
        yield return Of("abuse and hate (political posts)", "Arabic", "lhsab-ar", row => Flag(row, "toxic"));
    }

    private IEnumerable<Example> Held(int source) => examples.Where(one => one.Source == source && one.Part == Part.Test);

    private Newsroom Of(string name, string language, string set, Func<JsonElement, bool> isRejected, string? only = null) =>
        new(name, language, Shuffled(Rows(set, isRejected, only)));

    private IEnumerable<(string, bool)> Rows(string set, Func<JsonElement, bool> isRejected, string? only = null) =>
        sets.Judged(set)
            .Where(row => only is null || (row.TryGetProperty("lang", out var language) ? language.GetString() : "en") == only)
            .Select(row => (DataSets.Text(row), isRejected(row)));

    private static bool Flag(JsonElement row, string name) => DataSets.Number(row, name) >= 0.5;

    private static List<(string, bool)> Shuffled(IEnumerable<(string, bool)> all)
    {
        var luck = new Luck(Seed);
        var list = all.ToArray();
        luck.Shuffle(list.AsSpan());
        return [.. list];
    }
}
