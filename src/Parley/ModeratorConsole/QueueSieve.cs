using System.Globalization;
using Parley.Comments;
using Parley.Hooks;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reports;
using Parley.Screening;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The lists that the desk has, and what one may look for in them.</summary>
internal static class QueueSieve
{
    /// <summary>The lists, each with as many as wait in it.</summary>
    public static IReadOnlyList<QueueViewModel> Views(Visit visit, QueueQuery query, QueueCount waiting) =>
        [
            .. Enum.GetValues<QueueView>()
                .Select(view => new QueueViewModel(
                    visit.Words["console.view-" + view.ToString().ToLowerInvariant()],
                    visit.SiteUrl("/console" + new QueueQuery(view).ToAddress()),
                    view == query.View,
                    view switch
                    {
                        QueueView.Waiting => waiting.All,
                        QueueView.Pending => waiting.Held,
                        QueueView.Reported => waiting.Reported,
                        QueueView.Notices => waiting.Notices,
                        _ => null,
                    }
                )),
            // What is said against decisions has a page of its own, for those who decide it.
            .. Access.SeniorModerator.Allows(visit)
                ? new[]
                {
                    new QueueViewModel(
                        visit.Words["objections.title"],
                        visit.SiteUrl("/console/objections"),
                        IsCurrent: false,
                        waiting.Objections
                    ),
                }
                : [],
        ];

    public static QueueSieveModel Of(Visit visit, QueueQuery query, RuleBook book, QueueSlice slice)
    {
        var words = visit.Words;
        IReadOnlyList<(string, IReadOnlyList<QueueChoiceModel>)> whys =
        [
            (
                words["console.sieve-checks"],
                [
                    .. Screener
                        .InOrder.Select(check => check.Name)
                        .Concat([Hook.Check, Hook.SpamCheck, Hook.SilentCheck])
                        .Select(check => Why("check." + check, words["check." + check])),
                ]
            ),
            (
                words["console.sieve-reports"],
                [.. ReportComment.Reasons.Select(reason => Why("report." + reason, words["report.reason." + reason]))]
            ),
            (words["page.rules"], [.. book.Rules.Select(rule => Why($"rule.{rule.Number}", rule.Name))]),
        ];
        return new QueueSieveModel(
            visit.SiteUrl("/console"),
            [.. query.Fields().Where(field => field.Name is "view" or "reader" or "story")]
        )
        {
            Text = query.Words ?? "",
            Name = query.Name ?? "",
            Title = query.Title ?? "",
            Verdicts =
            [
                .. QueueQuery
                    .Verdicts.Select(verdict => verdict.ToString().ToLowerInvariant())
                    .Select(verdict => new QueueChoiceModel(
                        verdict,
                        words["console.verdict-" + verdict],
                        verdict == query.Verdict?.ToString().ToLowerInvariant()
                    )),
            ],
            From = Iso(query.From),
            To = Iso(query.To),
            Whys = whys,
            States =
            [
                .. new[] { CommentState.Published, CommentState.Held, CommentState.Rejected, CommentState.Removed }.Select(
                    state => new QueueChoiceModel(
                        state.ToString().ToLowerInvariant(),
                        words["console.state-" + state.ToString().ToLowerInvariant()],
                        state == query.State
                    )
                ),
            ],
            Narrowed = [.. Narrowed()],
            IsUsed = query.Picks,
        };

        string NameOfWhy(string why) =>
            whys.SelectMany(one => one.Item2).FirstOrDefault(choice => choice.Value == why)?.Name ?? why;

        static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        QueueChoiceModel Why(string value, string name) => new(value, name, value == query.Why);

        // All that is looked for, each with the way back. Of whom or of what, by the name that its first comment gives; where there is none,
        // that it is so.
        IEnumerable<QueueNarrowingModel> Narrowed()
        {
            if (query.Reader is not null)
                yield return new(
                    "only-writer",
                    "",
                    slice.Items.Count > 0 ? slice.Items[0].Read.AuthorName : "?",
                    UrlOf(query with { Reader = null })
                );
            if (query.Story is not null)
                yield return new(
                    "only-story",
                    "",
                    slice.Items.Count > 0 ? slice.Items[0].Story.Title : "?",
                    UrlOf(query with { Story = null })
                );
            (string Field, string? Value, QueueQuery Without)[] picked =
            [
                ("sieve-text", query.Words, query with { Words = null }),
                ("sieve-name", query.Name, query with { Name = null }),
                ("sieve-title", query.Title, query with { Title = null }),
                (
                    "sieve-verdict",
                    query.Verdict is { } verdict ? NameOf("verdict", verdict) : null,
                    query with
                    {
                        Verdict = null,
                    }
                ),
                ("sieve-why", query.Why is { } why ? NameOfWhy(why) : null, query with { Why = null }),
                ("state", query.State is { } state ? NameOf("state", state) : null, query with { State = null }),
                ("sieve-from", query.From is { } from ? words.Date(from) : null, query with { From = null }),
                ("sieve-to", query.To is { } to ? words.Date(to) : null, query with { To = null }),
            ];
            foreach (var (field, value, without) in picked)
                if (value is not null)
                    yield return new("only-field", words["console." + field], value, UrlOf(without));
        }

        string UrlOf(QueueQuery other) => visit.SiteUrl("/console" + other.ToAddress());

        string NameOf<T>(string sort, T value)
            where T : struct, Enum => words[$"console.{sort}-{value.ToString().ToLowerInvariant()}"];
    }
}
