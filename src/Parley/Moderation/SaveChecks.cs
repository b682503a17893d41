using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Markup;
using Parley.Readers;
using Parley.Record;
using Parley.Screening;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Sets a site's checks: all that are sent or none, and none over what somebody else has set meanwhile. Whatever is not sent stays as
/// it is.
/// </summary>
internal sealed class SaveChecks(
    Database database,
    CheckSettingsStore store,
    CheckSettingsDirectory directory,
    TimeProvider clock
)
{
    internal sealed record Line(string? Check, CheckMode? Mode, int? Limit, string? Hosts)
    {
        /// <summary>The second number of a check that has two; null leaves it as it is.</summary>
        public int? Lower { get; init; }
    }

    /// <param name="Version">The version that they were made from.</param>
    internal sealed record Request(int Version, IReadOnlyList<Line> Lines)
    {
        /// <summary>Whether words that would wait come back to their writer once; null leaves it as it is.</summary>
        public bool? DoNudge { get; init; }
    }

    /// <returns>How the checks are set now: under the version before where nothing is different.</returns>
    public async Task<Result<CheckSettings>> HandleAsync(SiteId site, Reader by, Request request, CancellationToken cancel)
    {
        try
        {
            return await database.WriteAsync<Result<CheckSettings>>(
                async scope =>
                {
                    var before = await CheckSettingsStore.FindAsync(scope, site, cancel);
                    var read = Read(before, request.Lines, clock.GetUtcNow());
                    if (!read.IsSuccess)
                        return read.Problem;
                    var wanted = read.Value with { DoNudge = request.DoNudge ?? before.DoNudge };
                    // Nothing new, or the same send after a lost answer.
                    if (wanted.DoNudge == before.DoNudge && CheckSettings.Kinds.All(kind => wanted.Of(kind) == before.Of(kind)))
                        return before;
                    if (before.Version != request.Version)
                        return Problems.ChecksChanged;
                    if (await store.AddAsync(scope, site, wanted, request.Version, by.Id, cancel) is not { } saved)
                        return Problems.ChecksChanged;
                    RecordStore.Add(scope, site, new(RecordKind.Checks, null, clock.GetUtcNow(), ToContent(before, saved, by)));
                    return saved;
                },
                cancel
            );
        }
        finally
        {
            // This node's next post must not wait for the event to come round.
            directory.Forget(site);
        }
    }

    /// <summary>The settings with some checks set otherwise; every fault at once, each about the field that it is in.</summary>
    public static Result<CheckSettings> Read(CheckSettings before, IReadOnlyList<Line> lines, DateTimeOffset now)
    {
        var settings = before;
        var faults = new List<Problem>();
        foreach (var line in lines)
        {
            if (CheckSettings.Kinds.FirstOrDefault(kind => kind.Name == line.Check) is not { } kind)
                return Problems.CheckUnknown;
            var kept = settings.Of(kind);
            var rule = new CheckRule(line.Mode ?? kept.Mode, line.Limit ?? kept.Limit, line.Hosts ?? kept.Hosts)
            {
                Lower = line.Lower ?? kept.Lower,
            };
            // A week in shadow begins when a site puts a check there, and again when it says so anew.
            if (rule.Mode == CheckMode.Shadow)
                rule = rule with
                {
                    ShadowUntil =
                        line.Mode is null || kept.ModeAt(now) == CheckMode.Shadow
                            ? kept.ShadowUntil
                            : Micros.FromMicros(now.ToMicros()) + ShadowLine.Week,
                };
            faults.AddRange(FaultsOf(kind, rule));
            settings = settings.With(kind, Written(rule, kept, now));
        }

        return Problem.Of(faults) is { } fault ? fault : settings;
    }

    // What is different, from what to what.
    private static JsonObject ToContent(CheckSettings before, CheckSettings after, Reader by)
    {
        var content = new JsonObject { ["version"] = after.Version, ["by"] = by.Id };
        if (before.DoNudge != after.DoNudge)
            content["nudge"] = after.DoNudge;
        content["checks"] = new JsonArray([
            .. CheckSettings
                .Kinds.Where(kind => before.Of(kind) != after.Of(kind))
                .Select(kind => new JsonObject
                {
                    ["check"] = kind.Name,
                    ["before"] = ToNode(before.Of(kind)),
                    ["after"] = ToNode(after.Of(kind)),
                }),
        ]);
        return content;
    }

    private static JsonNode? ToNode(CheckRule rule) => JsonSerializer.SerializeToNode(rule, CheckJson.Ours.CheckRule);

    private static IEnumerable<Problem> FaultsOf(CheckKind kind, CheckRule rule)
    {
        if (!kind.Modes.Contains(rule.Mode))
            yield return Problems.CheckUnknown;
        if (rule.Limit is { } limit && (kind.Limit is not { } bounds || limit < bounds.Least || limit > bounds.Most))
            yield return Problems.CheckLimitInvalid(kind);
        if (rule.Lower is { } lower && (kind.Lower is not { } range || lower < range.Least || lower > kind.LimitBy(rule)))
            yield return Problems.CheckLowerInvalid(kind);
        if (rule.Hosts is not { Length: > 0 } hosts)
            yield break;
        if (!kind.HasHosts)
            yield return Problems.CheckUnknown;
        HostList.Read(hosts, out var faults);
        foreach (var fault in faults)
            yield return fault with
            {
                Field = "hosts-" + kind.Name,
            };
        if (faults.Count == 0 && !TextOf(hosts).IsSuccess)
            yield return Problems.HostInvalid(1) with
            {
                Field = "hosts-" + kind.Name,
            };
    }

    private static CheckRule Written(CheckRule rule, CheckRule kept, DateTimeOffset now) =>
        rule.Hosts is { } hosts && TextOf(hosts).Value is { Value: { } text }
            ? rule with
            {
                Hosts = ShadowLine.Stamp(text, kept.Hosts ?? "", now),
            }
            : rule;

    // As long as a request may be; the list counts its entries.
    private static Result<SourceText> TextOf(string hosts) =>
        SourceText.Of(hosts, new TextLimits(int.MaxValue / 8, int.MaxValue), mayShowNothing: true);
}
