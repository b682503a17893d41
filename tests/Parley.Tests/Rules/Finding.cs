using Xunit;

namespace Parley.Tests.Rules;

/// <summary>A place that breaks a rule, and what is wrong there.</summary>
internal sealed record Finding(string Path, int Line, string Complaint)
{
    public override string ToString() => $"{Path}:{Line}: {Complaint}";

    /// <summary>Passes where a rule found nothing; otherwise names every place, so that all can be mended at once.</summary>
    public static void AssertNone(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
