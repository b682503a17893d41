using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>
/// Every endpoint, asked by every role about every kind of object. The answers that are right stand in <c>access-matrix.tsv</c>,
/// which a person reviews; nothing in any answer may hold what is not for the one who asks.
/// </summary>
public sealed partial class AccessMatrixTests
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    // Who may do what is said before an engine is asked anything: on the second one, those suffice who see different things.
    private static readonly Role[] Different = [Role.Visitor, Role.Author, Role.Moderator, Role.Elsewhere, Role.Operator];

    [Fact]
    public async Task Every_endpoint_stands_in_the_matrix_with_who_may_call_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database);

        var mapped = sites
            .Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                MethodsOf(endpoint).Select(method => $"{method} {endpoint.RoutePattern.RawText} {AccessOf(endpoint)}")
            );
        var written = MatrixRow.ReadAll().Select(row => $"{row.Endpoint} {row.Access}").Distinct();

        Assert.Equal(mapped.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Everybody_gets_what_is_theirs_and_nothing_else(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var sites = await TwoSites.StartAsync(database);
        using var asker = new Asker(sites);

        List<string> faults = [];
        List<string> found = [];
        Dictionary<(string, string, Role), string> unknown = [];
        // The unknown first: what must not show is compared with it.
        foreach (
            var row in MatrixRow.ReadAll().OrderBy(row => row.Object.StartsWith("unknown", StringComparison.Ordinal) ? 0 : 1)
        )
        {
            string[] statuses = [.. row.Statuses];
            foreach (var role in engine == EveryDatabase.Sqlite ? Roles : Different)
            {
                var answer = await asker.AskAsync(row, role);
                statuses[(int)role] = answer.Status;
                faults.AddRange(answer.Leaks.Select(mark => $"{row.Endpoint} ({row.Object}) shows {role} {mark}"));
                if (answer.Status.StartsWith('5'))
                    faults.Add($"{row.Endpoint} ({row.Object}) fails for {role}: {answer.Status}");
                // Where there is a line for an unknown comment in a thread that is there, it is the nearer one.
                if (row.Object.StartsWith("unknown", StringComparison.Ordinal))
                    unknown[(row.Endpoint + (row.Object == "unknown" ? " elsewhere" : ""), row.Send, role)] = answer.Text;
                else if (MustLookUnknown(row, role) && BlankFor(row, role, unknown) is { } blank && blank != answer.Text)
                    faults.Add($"{row.Endpoint} tells {role} that {row.Object} is there:\n{blank}\n--- and\n{answer.Text}");
            }

            found.Add((row with { Statuses = statuses }).ToString());
            if (!statuses.SequenceEqual(row.Statuses))
                faults.Add($"is:  {found[^1]}\nnot: {row}");
        }

        // Beside the program, for whoever has changed an endpoint and wants to look at what became of it.
        await File.WriteAllLinesAsync(Path.Combine(AppContext.BaseDirectory, $"access-matrix.{engine}.tsv"), found, Cancel);
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_there_for_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database);
        using var asker = new Asker(sites);

        // Whatever stands behind the site's name is not looked at: one object of each endpoint will do.
        var rows = MatrixRow.ReadAll().Where(row => row.Route.Contains("{site}", StringComparison.Ordinal));
        foreach (var row in rows.DistinctBy(row => row.Endpoint))
        {
            var nowhere = row with { Route = row.Route.Replace("{site}", "nowhere", StringComparison.Ordinal) };
            foreach (var role in (Role[])[Role.Visitor, Role.Operator])
                Assert.Equal((row.Endpoint, role, "404"), (row.Endpoint, role, (await asker.AskAsync(nowhere, role)).Status));
        }
    }

    private static string? BlankFor(MatrixRow row, Role role, Dictionary<(string, string, Role), string> unknown) =>
        row.Object != "elsewhere" && unknown.TryGetValue((row.Endpoint, row.Send, role), out var near)
            ? near
            : unknown.GetValueOrDefault((row.Endpoint + " elsewhere", row.Send, role));

    // What is of another site is nowhere; what waits is nowhere for all but its writer and staff.
    private static bool MustLookUnknown(MatrixRow row, Role role) =>
        row.Object switch
        {
            "elsewhere" => true,
            "theirs-held" or "theirs-rejected" => !IsStaff(role),
            "mine-held" => !IsStaff(role) && role != Role.Author,
            _ => false,
        };

    private static bool IsStaff(Role role) => role is >= Role.Moderator and <= Role.Administrator or Role.Operator;

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method != "HEAD") ?? ["*"];

    private static string AccessOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<AccessNeeded>()?.Access.ToString() ?? "nobody";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Answer(string Status, string Text, IReadOnlyList<string> Leaks);

    /// <summary>Asks, with an object that is new wherever the asking may change it.</summary>
    private sealed partial class Asker(TwoSites sites) : IDisposable
    {
        private readonly HttpClient client = new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            BaseAddress = sites.Address,
        };
        private readonly Dictionary<string, Planted> kept = [];
        private (MatrixRow Row, Planted Planted)? untouched;

        public async Task<Answer> AskAsync(MatrixRow row, Role role)
        {
            var endsSession = EndsSessions().IsMatch(row.Route) && row.Method != "GET";
            var planted = await PlantedAsync(row);
            var method = row.Method == "*" ? "GET" : row.Method;
            var (path, send) = (Fill(row.Route, planted), Fill(row.Send, planted));
            var query =
                send.Contains('?', StringComparison.Ordinal) && !send.StartsWith("json", StringComparison.Ordinal)
                    ? send[send.IndexOf('?', StringComparison.Ordinal)..].Split(' ')[0]
                    : "";
            using var request = new HttpRequestMessage(new(method), path + query);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            if (sites.CookieOf(role) is { } cookie)
                request.Headers.Add("Cookie", cookie);
            if (send.StartsWith("json ", StringComparison.Ordinal))
                request.Content = new StringContent(send[5..], Encoding.UTF8, "application/json");
            else if (send.StartsWith("form", StringComparison.Ordinal))
                request.Content = new StringContent(
                    send[(4 + query.Length)..].Trim(),
                    new MediaTypeHeaderValue("application/x-www-form-urlencoded")
                );

            using var response = await client.SendAsync(request, Cancel);
            var text = await TextAsync(response);
            untouched = (int)response.StatusCode is >= 400 and < 500 ? (row, planted) : null;
            if (endsSession)
                await sites.SignInAsync(role);
            // What was asked for, and what was sent, may stand in the answer: it says nothing new.
            var sent = new[] { planted.Comment, planted.Thread, planted.Reader }.Where(id => id != default).Distinct();
            var blank = sent.Aggregate(
                text,
                (rest, id) => rest.Replace(id.ToString(), "(id)", StringComparison.OrdinalIgnoreCase)
            );
            blank = RequestName()
                .Replace(
                    planted.Slug == "-" ? blank : blank.Replace(planted.Slug, "(slug)", StringComparison.Ordinal),
                    "(request)"
                );
            blank = planted.Words.Length == 0 ? blank : blank.Replace(planted.Words, "(words)", StringComparison.Ordinal);
            var searched = Marks.Searched(role, row.Route, text);
            var leaks = Marks
                .ForbiddenTo(role, row.Route)
                .Where(mark => searched.Contains(mark, StringComparison.OrdinalIgnoreCase));
            var tokens = sites.Tokens.Any(text.Contains) ? ["a session's token"] : Array.Empty<string>();
            return new(
                ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
                blank,
                [.. leaks, .. tokens]
            );
        }

        public void Dispose() => client.Dispose();

        private static async Task<string> TextAsync(HttpResponseMessage response)
        {
            var headers = response
                .Headers.Concat(response.Content.Headers)
                .Where(header => header.Key is not "Date" and not "Content-Length")
                .OrderBy(header => header.Key, StringComparer.Ordinal)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
            return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync(Cancel)}";
        }

        private async Task<Planted> PlantedAsync(MatrixRow row)
        {
            // Whoever was refused has changed nothing: the next may ask for the same.
            if (untouched is { } left && left.Row == row)
                return left.Planted;
            if (row.Method is not ("GET" or "*"))
                return await PlantAsync(row.Object, isSourced: DrawsPage(row) || OfSources().IsMatch(row.Route));
            var key =
                $"{row.Object} {row.Route.Contains("{thread", StringComparison.Ordinal) || row.Route.Contains("{story", StringComparison.Ordinal)} {row.Route.Contains("{comment", StringComparison.Ordinal)}";
            return kept.TryGetValue(key, out var known) ? known : kept[key] = await PlantAsync(row.Object, isSourced: true);
        }

        // What must not show on it has to be there.
        private static bool DrawsPage(MatrixRow row) => row.Send.StartsWith("form", StringComparison.Ordinal);

        private async Task<Planted> PlantAsync(string what, bool isSourced)
        {
            if (what == "-")
                return new(default, default, default, "-", $"Words {Guid.NewGuid():N} and {Guid.NewGuid():N}");
            var isHere = what != "elsewhere";
            var thread = await sites.AddThreadAsync(isHere, isSourced);
            var slug = $"page-{sites.Pages}";
            var words = $"Words {Guid.NewGuid():N} and {Guid.NewGuid():N}";
            switch (what)
            {
                case "unknown":
                    return new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "no-such-page", words);
                case "unknown-comment":
                    return new(thread, Guid.NewGuid(), Guid.NewGuid(), slug, words);
                case "elsewhere":
                    return new(
                        thread,
                        await sites.AddCommentAsync(thread, "elsewhere", "Zzelsewhere words"),
                        sites.ReaderElsewhere,
                        slug,
                        words
                    );
            }

            var (by, state, mark) = what switch
            {
                "mine-held" => ("mine", CommentState.Held, Marks.OwnHeld),
                "theirs-held" => ("theirs", CommentState.Held, Marks.Held),
                "theirs-rejected" => ("theirs", CommentState.Rejected, Marks.Rejected),
                "theirs-removed" => ("theirs", CommentState.Removed, Marks.Removed),
                "theirs-deleted" => ("theirs", CommentState.Deleted, Marks.Deleted),
                "mine" => ("mine", CommentState.Published, "plain"),
                _ => ("theirs", CommentState.Published, "plain"),
            };
            var comment = await sites.AddCommentAsync(thread, by, $"{mark} {words}", state);
            if (what == "theirs-among")
            {
                await sites.ComplainAsync(comment);
                await sites.AddCommentAsync(thread, "banned", $"{Marks.Banned} {words}", CommentState.Held);
                foreach (
                    var (other, hidden) in ((string, CommentState)[])
                        [
                            (Marks.Held, CommentState.Held),
                            (Marks.Rejected, CommentState.Rejected),
                            (Marks.Removed, CommentState.Removed),
                        ]
                )
                    await sites.AddCommentAsync(thread, "theirs", $"{other} {words}", hidden);
            }

            return new(thread, comment, sites.ReaderOf(Role.Stopped), slug, words);
        }

        private string Fill(string text, Planted planted) =>
            text.Replace("{site}", TwoSites.Here, StringComparison.Ordinal)
                .Replace("{thread:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{story:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{attribution:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{reply:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                // Each story here has one claim, one source and one dossier with one line, all under its own id.
                .Replace("{claim:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{source:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{passage:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{dossier:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{line:guid}", planted.Thread.ToString(), StringComparison.Ordinal)
                .Replace("{comment:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{reader:guid}", planted.Reader.ToString(), StringComparison.Ordinal)
                .Replace("{invitation:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{hook:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{note:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{draft:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
                .Replace("{sanction:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{warning:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{order:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{look:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{objection:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{code}", new string('0', 64), StringComparison.Ordinal)
                .Replace("{decision:guid}", planted.Comment.ToString(), StringComparison.Ordinal)
                .Replace("{half}", "2026-1", StringComparison.Ordinal)
                .Replace("{slug}", planted.Slug, StringComparison.Ordinal)
                .Replace("{kind}", "suspect", StringComparison.Ordinal)
                .Replace("{scope}", "site", StringComparison.Ordinal)
                .Replace("{number:int}", "1", StringComparison.Ordinal)
                .Replace("{version}/{name}", "0/parley.css", StringComparison.Ordinal)
                .Replace("{**rest}", "no/such/address", StringComparison.Ordinal)
                .Replace("{words}", planted.Words, StringComparison.Ordinal)
                .Replace("{fresh}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
                .Replace("{name}", $"Nan {Letters()}", StringComparison.Ordinal)
                .Replace("{mail}", $"{Guid.NewGuid():N}@plain.example", StringComparison.Ordinal);

        private static string Letters() =>
            string.Concat(Guid.NewGuid().ToString("N").Where(char.IsAsciiHexDigit).Select(c => (char)('a' + (c % 26))));

        [GeneratedRegex("\\{(story|claim|source|passage|attribution|reply|dossier|line)\\b|newsroom|claims|sources")]
        private static partial Regex OfSources();

        [GeneratedRegex("session|sign-|reset|accounts")]
        private static partial Regex EndsSessions();

        [GeneratedRegex("0H[A-Z0-9]+:[0-9A-F]{8}")]
        private static partial Regex RequestName();
    }

    private sealed record Planted(Guid Thread, Guid Comment, Guid Reader, string Slug, string Words);
}
