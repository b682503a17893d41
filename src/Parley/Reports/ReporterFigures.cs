namespace Parley.Reports;

/// <summary>What people decided about the comments that a reader had reported: figures, for whoever decides about the next.</summary>
/// <param name="Decided">How many were kept or taken down.</param>
/// <param name="Removed">How many of them were taken down.</param>
internal sealed record ReporterFigures(int Decided, int Removed)
{
    /// <summary>One reporter in two is wrong, as long as nothing is known of them.</summary>
    public const double Usual = 0.5;

    /// <summary>From fewer nobody can tell.</summary>
    public const int Enough = 10;

    // Below one in five, somebody uses reports for something else.
    private const double Rare = 0.2;
    private const double Least = 0.05;

    /// <summary>How likely the next one is right. It never counts for nothing: whoever cries wolf may see one.</summary>
    public double Likelihood =>
        Decided >= Enough && Removed < Rare * Decided ? Math.Max(Least, (double)Removed / Decided) : Usual;
}
