namespace Parley.Perf.Report;

/// <summary>What a drill saw beside what is promised; each is said as soon as it is known.</summary>
internal sealed class Promises(string title)
{
    private readonly Table table = new(title, "what", "seen", "wanted", "");

    /// <summary>Whether any did not hold.</summary>
    public bool AreBroken { get; private set; }

    /// <param name="wanted">Empty for a figure that nothing was promised of.</param>
    public void Say(string what, string seen, string wanted = "", bool holds = true)
    {
        AreBroken |= !holds;
        table.Add(what, seen, wanted, holds ? "" : "**missed**");
        Console.WriteLine($"{what}: {seen}{(holds ? "" : " MISSED")}");
    }

    public override string ToString() => table.ToString();
}
