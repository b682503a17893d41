namespace Parley.Training;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Data">The folder of the labelled sets.</param>
/// <param name="Out">The model's file.</param>
/// <param name="Report">The page of figures; null where none is written.</param>
/// <param name="Work">The folder where each finished stage is kept, so that a stopped run goes on.</param>
/// <param name="Tests">The folder of what the model is judged on, which it never learns from.</param>
/// <param name="Civil">The file of Civil Comments; null where there is none.</param>
/// <param name="Page">A page saved as text, whose comments are scored in the report; null where there is none.</param>
/// <param name="Language">The language of the model, where it is not English; null for English.</param>
/// <param name="Languages">The file with a line for each such language.</param>
/// <param name="Name">
/// Of a model of English, as it will stand in statements: whoever trains for themselves does not call it as the one that comes with Parley.
/// </param>
/// <param name="IsTry">
/// Whether a fifth of the own sentences is left out and figures are of those, and of the texts that probabilities are fitted on: what is chosen
/// is chosen by them, and never by what judges.
/// </param>
/// <param name="WithAblations">Whether the four parts are left out in turn, to see what each is worth.</param>
internal sealed record Settings(
    string Data,
    string Out,
    string? Report,
    string Work,
    string Tests,
    string? Civil,
    string? Page,
    string? Language,
    string Languages,
    string Name,
    bool IsTry,
    bool WithAblations
)
{
    public const string Usage =
        "Parley.Training --data DIR --out FILE [--report FILE] [--work DIR] [--tests DIR] [--civil-comments CSV] [--page FILE] [--ablations] [--try] [--name NAME | --language CODE [--languages FILE]]";

    public static Settings Read(string[] arguments)
    {
        string? Value(string name) =>
            Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;

        if (Value("--data") is not { } data || Value("--out") is not { } to)
            throw new TrainingException(Usage);
        return new(
            data,
            to,
            Value("--report"),
            Value("--work") ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(to))!, "training"),
            Value("--tests") ?? "tools/Parley.Training/Tests",
            Value("--civil-comments"),
            Value("--page"),
            Value("--language"),
            Value("--languages") ?? "tools/Parley.Training/languages.jsonl",
            Value("--name") ?? "own-english",
            arguments.Contains("--try"),
            arguments.Contains("--ablations")
        );
    }
}
