using Xunit;

namespace Parley.Tests.Server;

/// <summary>How a command should end that cannot do what was asked.</summary>
internal static class Endings
{
    /// <summary>One sentence for the operator, and the code for scripts. No trace of ours, on either stream.</summary>
    public static void IsOneSentence(this Ended ended, int code, string words)
    {
        Assert.True(ended.Code == code, $"{ended}");
        // Of a long file it said how far it had come.
        var line = Assert.Single(
            ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => !line.StartsWith("Reading: ", StringComparison.Ordinal)
        );
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Errors + ended.Output, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }
}
