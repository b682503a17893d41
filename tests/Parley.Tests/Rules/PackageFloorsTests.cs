using System.Text.Json;
using System.Xml.Linq;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// No package below the version that mended a known weakness: <c>eng/package-floors.tsv</c> holds one line for each, with
/// its advisory. NuGet's own audit asks the package source, and a source that knows no advisories answers that all is well.
/// </summary>
public sealed class PackageFloorsTests
{
    [Fact]
    public void Every_package_that_was_resolved_is_at_or_above_its_floor()
    {
        var projects = SourceFile.Below("src", ".csproj").Concat(SourceFile.Below("tests", ".csproj"));
        var resolved = projects.SelectMany(x => Resolved(Path.GetDirectoryName(x.Path)!)).Distinct().ToList();

        // A rule that read nothing would find nothing.
        Assert.Contains(resolved, x => x.Package == "HtmlSanitizer");
        Assert.Contains(resolved, x => x.Package == "Npgsql");
        Assert.Empty(BelowFloor(resolved, Floors()));
    }

    [Fact]
    public void Every_version_that_we_ask_for_is_one_version()
    {
        var asked = XDocument
            .Parse(File.ReadAllText(RepositoryRoot.At("Directory.Packages.props")))
            .Descendants()
            .Where(x => x.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(x => x.Attribute("Version")!.Value)
            .ToList();

        Assert.NotEmpty(asked);
        Assert.All(
            asked,
            x => Assert.True(Version.TryParse(x.Split('-')[0], out _), $"'{x}' may be another version tomorrow.")
        );
    }

    [Fact]
    public void Every_floor_names_its_advisory() =>
        Assert.All(Floors(), x => Assert.Matches(@"^(GHSA-\w{4}-\w{4}-\w{4}|CVE-\d{4}-\d{4,})$", x.Advisory));

    [Theory]
    [InlineData("AngleSharp", "1.4.9", 1)]
    [InlineData("anglesharp", "0.17.1", 1)]
    [InlineData("AngleSharp", "1.5.0-beta.1", 1)]
    [InlineData("AngleSharp", "1.5.0", 0)]
    [InlineData("AngleSharp", "1.10.3", 0)]
    [InlineData("SomethingElse", "0.1.0", 0)]
    public void A_version_below_the_floor_is_found(string package, string version, int found) =>
        Assert.Equal(found, BelowFloor([(package, version)], [new("AngleSharp", "1.5.0", "GHSA-pgww-w46g-26qg")]).Count());

    private static IEnumerable<string> BelowFloor(IEnumerable<(string Package, string Version)> resolved, List<Floor> floors) =>
        from package in resolved
        from floor in floors
        where
            package.Package.Equals(floor.Package, StringComparison.OrdinalIgnoreCase) && IsBelow(package.Version, floor.Lowest)
        select $"{package.Package} {package.Version} is below {floor.Lowest} ({floor.Advisory})";

    private static bool IsBelow(string version, string floor)
    {
        var parts = version.Split('-', 2);
        var order = Version.Parse(parts[0]).CompareTo(Version.Parse(floor));
        return order < 0 || (order == 0 && parts.Length > 1);
    }

    private static List<Floor> Floors() =>
        [
            .. File.ReadLines(RepositoryRoot.At("eng/package-floors.tsv"))
                .Skip(1)
                .Select(x => x.Split('\t'))
                .Select(x => new Floor(x[0], x[1], x[2])),
        ];

    /// <summary>What restoring chose for a project; nothing for a project that was not restored here.</summary>
    private static IEnumerable<(string Package, string Version)> Resolved(string projectFolder)
    {
        var file = RepositoryRoot.At($"{projectFolder}/obj/project.assets.json");
        if (!File.Exists(file))
            return [];
        using var assets = JsonDocument.Parse(File.ReadAllText(file));
        return assets
            .RootElement.GetProperty("libraries")
            .EnumerateObject()
            .Where(x => x.Value.GetProperty("type").GetString() == "package")
            .Select(x => x.Name.Split('/'))
            .Select(x => (x[0], x[1]))
            .ToList();
    }

    private sealed record Floor(string Package, string Lowest, string Advisory);
}
