using System.Net;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

/// <summary>What each kind takes and what it leaves, at every door.</summary>
public sealed class SanctionDoorTests
{
    private static readonly string[] Kinds = ["warning", "hold", "silence", "suspension", "ban"];

    private sealed record Place(Guid Thread, Guid Mine, Guid Theirs);

    private sealed record Door(string Endpoint, Deed Deed, Func<TestReader, Place, Task<TestAnswer>> KnockAsync);

    private static readonly Door[] Doors =
    [
        new(
            "POST /api/v1/sites/{site}/threads/{thread:guid}/comments",
            Deed.Post,
            (ann, at) => ann.SayAsync(at.Thread, Fresh())
        ),
        new(
            "POST /api/v1/sites/{site}/comments",
            Deed.Post,
            (ann, _) =>
                ann.PostAsync(
                    $"{Court.Api}/comments",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        url = $"https://news.example/{Guid.NewGuid():N}",
                        body = Fresh(),
                    }
                )
        ),
        new(
            "POST /{site}/t/{thread:guid}/comments",
            Deed.Post,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/t/{at.Thread}/comments", ("body", Fresh()))
        ),
        new(
            "POST /t/comments",
            Deed.Post,
            (ann, _) =>
                ann.SendFormAsync(
                    "/t/comments",
                    ("url", $"https://news.example/{Guid.NewGuid():N}"),
                    ("id", ""),
                    ("body", Fresh())
                )
        ),
        new(
            "POST /{site}/c/{comment:guid}/reply",
            Deed.Post,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/c/{at.Theirs}/reply", ("body", Fresh()))
        ),
        new(
            "POST /{site}/c/{comment:guid}/challenge",
            Deed.Post,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/c/{at.Mine}/challenge", ("evidence", Fresh()))
        ),
        new(
            "PATCH /api/v1/sites/{site}/comments/{comment:guid}",
            Deed.Edit,
            (ann, at) => ann.PatchAsync($"{Court.Api}/comments/{at.Mine}", new { body = Fresh() })
        ),
        new(
            "POST /{site}/c/{comment:guid}/edit",
            Deed.Edit,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/c/{at.Mine}/edit", ("body", Fresh()))
        ),
        new(
            "PUT /api/v1/sites/{site}/comments/{comment:guid}/appreciation",
            Deed.React,
            (ann, at) => ann.PutAsync($"{Court.Api}/comments/{at.Theirs}/appreciation")
        ),
        new(
            "DELETE /api/v1/sites/{site}/comments/{comment:guid}/appreciation",
            Deed.React,
            (ann, at) => ann.DeleteAsync($"{Court.Api}/comments/{at.Theirs}/appreciation")
        ),
        new(
            "POST /{site}/c/{comment:guid}/appreciate",
            Deed.React,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/c/{at.Theirs}/appreciate")
        ),
        new(
            "POST /api/v1/sites/{site}/comments/{comment:guid}/reports",
            Deed.Report,
            (ann, at) => ann.PostAsync($"{Court.Api}/comments/{at.Theirs}/reports", new { reason = "abuse" })
        ),
        new(
            "POST /{site}/c/{comment:guid}/report",
            Deed.Report,
            (ann, at) => ann.SendFormAsync($"{Court.Site}/c/{at.Theirs}/report", ("reason", "abuse"))
        ),
        new(
            "PUT /api/v1/sites/{site}/account/name",
            Deed.Rename,
            (ann, _) => ann.PutAsync($"{Court.Api}/account/name", new { name = ann.Name })
        ),
        new(
            "POST /{site}/account/name",
            Deed.Rename,
            (ann, _) => ann.SendFormAsync($"{Court.Site}/account/name", ("name", ann.Name))
        ),
    ];

    // What stands on the page, or in the document, of whoever is refused for it.
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["warning"] = "A moderator has written to you.",
        ["silence"] = "You cannot write comments here until",
        ["suspension"] = "You can only read here until",
        ["ban"] = "You are shut out here until",
    };

    private static bool IsTaken(string kind, Deed deed) =>
        kind switch
        {
            "warning" or "silence" => deed is Deed.Post or Deed.Edit,
            "suspension" or "ban" => true,
            _ => false,
        };

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_kind_takes_what_it_says_and_leaves_the_rest_at_every_door(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var bo = await court.Server.ReaderAsync();
        var theirs = await bo.PublishAsync(court.Thread, "The cheese was good.");
        var faults = new List<string>();
        foreach (var kind in Kinds)
        {
            using var ann = await court.Server.ReaderAsync();
            var place = new Place(court.Thread, await ann.PublishAsync(court.Thread, Fresh()), theirs);
            await court.GiveAsync(ann.Id, kind, until: kind == "warning" ? null : court.Now.AddDays(3));
            foreach (var door in Doors)
            {
                var answer = await door.KnockAsync(ann, place);
                var isRefused =
                    (int)answer.Status == (kind == "warning" ? 409 : 403)
                    && Sentences.TryGetValue(kind, out var sentence)
                    && answer.Text.Contains(sentence, StringComparison.Ordinal);
                var isTakenIn = (int)answer.Status < 400;
                var isTaken = IsTaken(kind, door.Deed);
                if (isTaken ? !isRefused : !isTakenIn)
                    faults.Add($"{kind} {door.Endpoint}: {answer.Status} {answer.Text[..Math.Min(200, answer.Text.Length)]}");
            }

            // What is one's own, and reading, goes on for all who are not shut out.
            Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync($"{Court.Site}/t/{court.Thread}")).Status);
            Assert.Equal(
                kind == "ban" ? HttpStatusCode.Forbidden : HttpStatusCode.NoContent,
                (await ann.DeleteAsync($"{Court.Api}/comments/{place.Mine}")).Status
            );
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Every_door_by_which_one_writes_or_reacts_has_its_deed_and_stands_in_the_table()
    {
        await using var court = await Court.OpenAsync(EveryDatabase.Sqlite);
        var endpoints = court.Server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var named = endpoints.ToLookup(NameOf);

        Assert.Equal(
            Doors.Select(door => $"{door.Endpoint} {door.Deed}").Order(),
            endpoints
                .Where(endpoint => endpoint.Metadata.GetMetadata<DeedDone>() is not null)
                .Select(endpoint => $"{NameOf(endpoint)} {endpoint.Metadata.GetMetadata<DeedDone>()!.Deed}")
                .Order()
        );
        // To look at words keeps nothing.
        Assert.Equal(
            ["POST /api/v1/sites/{site}/preview"],
            endpoints
                .Where(endpoint =>
                    endpoint.Metadata.GetMetadata<DoingNeeded>()?.Doing is Doing.Write or Doing.React
                    && endpoint.Metadata.GetMetadata<DeedDone>() is null
                )
                .Select(NameOf)
        );

        static string NameOf(RouteEndpoint endpoint) =>
            $"{endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods[0]} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
    }

    private static string Fresh() => $"Words {Guid.NewGuid():N}";
}
