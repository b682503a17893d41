using BenchmarkDotNet.Attributes;

namespace Parley.Perf.Trials;

/// <summary>Texts by the model of English, one after the other on one core.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private readonly EnglishModel model = new();
    private readonly List<string> texts = ScoringTrial.Comments();
    private readonly float[] scores;

    public ScoringBenchmarks() => scores = new float[model.Attributes.Count];

    [Benchmark(OperationsPerInvoke = ScoringTrial.Texts)]
    public void Batch()
    {
        foreach (var text in texts)
            model.Score(text, scores);
    }
}
