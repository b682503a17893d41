using System.CommandLine;
using Parley.Server.Commands;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>What the documentation lists is what there is.</summary>
public sealed class ReferenceTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryRoot.At("README.md"));

    [Fact]
    public void Every_command_stands_in_the_readme() =>
        Assert.DoesNotContain(Leaves(ParleyCommand.Create(), "parley"), path => !Names(Readme, path));

    [Fact]
    public void Every_setting_of_a_site_stands_in_the_readme() =>
        Assert.DoesNotContain(SettingKeys.All, key => !IsPart(key) && !Names(Readme, key));

    [Fact]
    public void Every_option_of_a_host_stands_in_its_page()
    {
        var page = File.ReadAllText(RepositoryRoot.At("docs/hosting.md"));
        Assert.DoesNotContain(typeof(ParleyOptions).GetProperties(), option => !Names(page, option.Name));
    }

    // At the beginning of what is set as code, so that a longer name is not taken for it.
    private static bool Names(string page, string name) =>
        page.Contains($"`{name}`", StringComparison.Ordinal) || page.Contains($"`{name} ", StringComparison.Ordinal);

    // Said once for all three: "each with …Sentence and …Link".
    private static bool IsPart(string key) =>
        (key.EndsWith("Sentence", StringComparison.Ordinal) || key.EndsWith("Link", StringComparison.Ordinal))
        && SettingKeys.All.Contains(
            key.Replace("Sentence", "", StringComparison.Ordinal).Replace("Link", "", StringComparison.Ordinal)
        );

    private static IEnumerable<string> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0
            ? [path]
            : command.Subcommands.SelectMany(inner => Leaves(inner, $"{path} {inner.Name}"));
}
