// Reads the test suites' reports and says whether all is well: dotnet run eng/verdict.cs -- REPORTS SUITE... [--may-skip REASON]...
// Its last line is the sum of all suites, and its exit code the verdict: 0 when every suite ran, something passed, nothing
// failed, and whatever was skipped cannot run here.
using System.Xml;
using System.Xml.Linq;

var mayBeSkipped = args.Zip(args.Skip(1)).Where(x => x.First is "--may-skip").Select(x => x.Second).ToList();
var suites = args.Skip(1).TakeWhile(x => x is not "--may-skip");
XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
var (passed, failed, skipped) = (0, 0, 0);
List<string> faults = [];

foreach (var suite in suites)
{
    var report = Path.Combine(args[0], $"{suite}.trx");
    if (!File.Exists(report))
    {
        faults.Add($"{suite} left no report: it did not start, or it died.");
        continue;
    }

    using var reader = XmlReader.Create(report);
    var tests = XDocument.Load(reader).Descendants(trx + "UnitTestResult").ToList();
    if (tests.Count == 0)
        faults.Add($"{suite} holds no test.");

    foreach (var test in tests)
    {
        var name = test.Attribute("testName")?.Value;
        switch (test.Attribute("outcome")?.Value)
        {
            case "Passed":
                passed++;
                break;
            case "NotExecuted":
                skipped++;
                var reason = test.Element(trx + "Output")?.Value.Trim() ?? "";
                if (!mayBeSkipped.Any(x => reason.StartsWith(x, StringComparison.Ordinal)))
                    faults.Add($"Skipped, but can run here: {name} ({reason})");
                break;
            default:
                failed++;
                faults.Add($"Failed: {name}");
                break;
        }
    }
}

if (passed == 0)
    faults.Add("Nothing passed: that is no success.");

foreach (var fault in faults)
    Console.WriteLine(fault);
Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return faults.Count == 0 ? 0 : 1;
