using Parley.Markup;
using Parley.Scoring;
using Parley.Screening;
using Parley.Spam;

namespace Parley.Tests.Spam;

/// <summary>Advertising as it stands under reports, and what people say there: as many of each as a test needs, no two the same.</summary>
internal static class Texts
{
    private static readonly string[] Calls =
    [
        "Earn money from home",
        "Cheap watches for everyone",
        "Double your savings",
        "Free loans today",
        "Win at the casino",
    ];
    private static readonly string[] Offers =
    [
        "click my profile",
        "visit our shop now",
        "write to us for the offer",
        "sign up and get a bonus",
        "limited discount this week",
    ];
    private static readonly string[] Subjects =
    [
        "The council",
        "Our mayor",
        "The ferry company",
        "That report",
        "The minister",
    ];
    private static readonly string[] Verbs =
    [
        "forgot about",
        "should explain",
        "has never understood",
        "was right about",
        "keeps silent on",
    ];
    private static readonly string[] Matters =
    [
        "the old bridge",
        "the schools in the north",
        "what fishermen need",
        "winter timetables",
        "the harbour",
    ];

    public static string Spam(int number) => $"{Calls[number % 5]}, {Offers[number / 5 % 5]}! Number {number} in our list.";

    public static string Other(int number) =>
        $"{Subjects[number % 5]} {Verbs[number / 5 % 5]} {Matters[number / 25 % 5]}, as I said {number} times.";

    public static ScoredText Scored(string source) =>
        new(source, FoldedText.Of(source), LinkedHosts.Of(source, WebAddresses.In(FoldedText.Of(source)), []));

    public static SpamExample Example(string source, bool isSpam) =>
        SpamExample.Of(Guid.CreateVersion7(), isSpam, Scored(source));

    /// <summary>So many of each kind.</summary>
    public static List<SpamExample> Examples(int each, Func<int, string>? spam = null, Func<int, string>? other = null) =>
        [
            .. Enumerable
                .Range(0, each)
                .SelectMany(number =>
                    (SpamExample[])[Example((spam ?? Spam)(number), true), Example((other ?? Other)(number), false)]
                ),
        ];
}
