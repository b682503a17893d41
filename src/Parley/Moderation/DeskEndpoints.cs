using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// The doors in the JSON interface by which several work at one desk: who has which comment in front, what is decided together, and
/// what is written down for one another. Their pages stand in <c>ModeratorConsole</c>.
/// </summary>
internal static class DeskEndpoints
{
    /// <param name="moderation">The moderators' interface: <c>/api/v1/sites/{site}/moderation</c>.</param>
    public static void Map(IEndpointRouteBuilder moderation)
    {
        moderation
            .MapGet("/leases", ListLeasesAsync)
            .For(Access.Moderator)
            .Gives<LeasesAnswer>("Who has which comments in front");
        moderation
            .MapPut("/comments/{comment:guid}/lease", TakeAsync)
            .For(Access.Moderator)
            .Asks("from")
            .Gives<LeaseAnswer>("Takes a comment in front, or shows a sign of life; with anybody, from a colleague too");
        moderation
            .MapDelete("/comments/{comment:guid}/lease", ReleaseAsync)
            .For(Access.Moderator)
            .GivesNothing("Puts a comment down for the others");
        moderation
            .MapGet("/comments/{comment:guid}/batch", FindBatchAsync)
            .For(Access.Moderator)
            .Needs("of")
            .Gives<BatchAnswer>("What may be decided together with a comment");
        moderation
            .MapPost("/batches", DecideAsync)
            .For(Access.Moderator)
            .Takes<BatchBody>()
            .Gives<BatchDecidedAnswer>("Decides about several comments in one");
        moderation
            .MapGet("/notes", ListNotesAsync)
            .For(Access.Moderator)
            .Asks("after")
            .Gives<NotesAnswer>("What moderators wrote down for the next shift, the latest first");
        moderation
            .MapPost("/notes", AddNoteAsync)
            .For(Access.Moderator)
            .Takes<NoteBody>()
            .Gives<DeskNoteAnswer>("Writes something down for the others");
        moderation.MapDelete("/notes/{note:guid}", RemoveNoteAsync).For(Access.Moderator).GivesNothing("Takes a note away");
    }

    private static async Task<IResult> ListLeasesAsync(HttpContext http, [FromServices] LeaseStore leases)
    {
        var visit = Visit.Of(http);
        var all = await leases.ListAsync(visit.Site.Id, visit.Cancel, StorySections.Of(visit.Site, visit.SignedIn));
        var answer = new LeasesAnswer([
            .. all.OrderBy(one => one.Value.Until)
                .Select(one => new LeaseAnswer(one.Key, one.Value.ModeratorId, one.Value.ModeratorName, one.Value.Until)),
        ]);
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, DeskJson.Ours.LeasesAnswer));
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        Guid comment,
        [FromServices] LeaseStore leases,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var from = http.Request.Query["from"].FirstOrDefault();
        if (from is not (null or "anybody"))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        var me = visit.SignedIn;
        var until = visit.Now + LeaseStore.Length;
        if (from is not null)
            await leases.TakeOverAsync(visit.Site.Id, comment, me.Id, visit.Cancel);
        else if (!await leases.KeepAsync(visit.Site.Id, comment, me.Id, visit.Cancel))
            return await answers.ProblemAsync(visit, Problems.LeaseTaken);
        var answer = new LeaseAnswer(comment, me.Id, me.Name, until);
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, DeskJson.Ours.LeaseAnswer));
    }

    private static async Task<IResult> ReleaseAsync(
        HttpContext http,
        Guid comment,
        [FromServices] Database database,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        await database.WriteAsync(
            scope => LeaseStore.ReleaseAsync(scope, visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel),
            visit.Cancel
        );
        return Results.NoContent();
    }

    private static async Task<IResult> FindBatchAsync(
        HttpContext http,
        Guid comment,
        [FromServices] BatchStore batches,
        [FromServices] CommentGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (Batch.ReadKind(http.Request.Query["of"]) is not { } kind)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await gate.FindObstacleAsync(visit, comment) is { } obstacle)
            return await answers.ProblemAsync(visit, obstacle);
        var within = StorySections.Of(visit.Site, visit.SignedIn);
        if (await batches.FindAsync(visit.Site, comment, kind, within, visit.Cancel) is not { } batch)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var answer = new BatchAnswer(
            batch.Kind,
            batch.Common,
            batch.IsWhole,
            visit.Now,
            [.. batch.Comments.Select(read => ModerationAnswers.ToAnswer(visit, read))]
        )
        {
            Noticed = [.. batch.Noticed],
        };
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, DeskJson.Ours.BatchAnswer));
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        [FromServices] DecideBatch decide,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, DeskJson.Ours.BatchBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Decision is not (DecisionKind.Publish or DecisionKind.Reject))
            return await answers.ProblemAsync(visit, Problems.DecisionUnknown);
        if (body.Comments is not { Count: <= BatchStore.Most } comments || body.SeenAt is not { } seen)
            return await answers.ProblemAsync(visit, Problems.BatchInvalid);
        if (body.Text < 1)
            return await answers.ProblemAsync(visit, Problems.ReadyTextUnknown);
        var request = new DecideBatch.Request(
            [.. comments.Distinct()],
            body.Decision == DecisionKind.Publish,
            body.Rule,
            body.Words
        )
        {
            Seen = seen,
            RulesVersion = body.RulesVersion,
            Text = body.Text,
        };
        var decided = await decide.HandleAsync(visit.Site, visit.SignedIn, request, visit.Cancel);
        if (!decided.IsSuccess)
            return await answers.ProblemAsync(visit, decided.Problem);
        var answer = new BatchDecidedAnswer([.. decided.Value.Decisions.Select(ModerationAnswers.ToAnswer)], decided.Value.Own)
        {
            Noticed = decided.Value.Noticed,
        };
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, DeskJson.Ours.BatchDecidedAnswer));
    }

    private static async Task<IResult> ListNotesAsync(
        HttpContext http,
        [FromServices] DeskNoteStore notes,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        const int most = DeskNoteStore.OnPage;
        var found = await notes.ListForShiftAsync(visit.Site.Id, after ?? TimeCursor.Newest, most + 1, visit.Cancel);
        var answer = new NotesAnswer(
            [.. found.Take(most).Select(ToAnswer)],
            found.Count > most ? new TimeCursor(found[most - 1].At, found[most - 1].Id).ToString() : null
        );
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, DeskJson.Ours.NotesAnswer));
    }

    private static async Task<IResult> AddNoteAsync(
        HttpContext http,
        [FromServices] DeskNoteStore notes,
        [FromServices] CommentGate gate,
        [FromServices] SectionGate sections,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, DeskJson.Ours.NoteBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var obstacle =
            (body.Comment is { } comment ? await gate.FindObstacleAsync(visit, comment) : null)
            ?? (body.Reader is { } reader ? await sections.FindObstacleForWriterAsync(visit, reader) : null);
        if (obstacle is not null)
            return await answers.ProblemAsync(visit, obstacle);
        var kept = await notes.AddAsync(visit.Site.Id, visit.SignedIn, body.Words, body.Reader, body.Comment, visit.Cancel);
        return kept.IsSuccess
            ? ModerationEndpoints.Private(visit, TypedResults.Json(ToAnswer(kept.Value), DeskJson.Ours.DeskNoteAnswer))
            : await answers.ProblemAsync(visit, kept.Problem);
    }

    private static async Task<IResult> RemoveNoteAsync(
        HttpContext http,
        Guid note,
        [FromServices] DeskNoteStore notes,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await notes.RemoveAsync(visit.Site, note, visit.SignedIn, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : Results.NoContent();
    }

    private static DeskNoteAnswer ToAnswer(DeskNote note) =>
        new(note.Id, note.ModeratorName, note.Words, note.At) { Reader = note.ReaderId, Comment = note.CommentId };
}

/// <summary>Who has which comments in front.</summary>
internal sealed record LeasesAnswer(IReadOnlyList<LeaseAnswer> Leases);

/// <param name="By">The moderator who has it in front.</param>
/// <param name="Until">Until when, unless they show another sign of life.</param>
internal sealed record LeaseAnswer(Guid Comment, Guid By, string Name, DateTimeOffset Until);

/// <summary>What may be decided together with a comment, and itself.</summary>
/// <param name="Common">What they have in common, such as the host that they lead to.</param>
/// <param name="IsWhole">Whether these are all: at most 200 are given.</param>
/// <param name="SeenAt">To be sent back with the decision: what was edited since is left as it is.</param>
internal sealed record BatchAnswer(
    BatchKind Of,
    string? Common,
    bool IsWhole,
    DateTimeOffset SeenAt,
    IReadOnlyList<ModeratedAnswer> Comments
)
{
    /// <summary>Those of them that somebody calls illegal and waits for an answer: they are not published or left up with the others.</summary>
    public IReadOnlyList<Guid> Noticed { get; init; } = [];
}

/// <summary>One decision about several comments.</summary>
/// <param name="Comments">The ones that were read; at most 200.</param>
/// <param name="Decision">
/// <c>publish</c>: what is held is published, and what is public stays; <c>reject</c>: the one is rejected, the other removed.
/// </param>
/// <param name="Rule">The house rule that is broken, by its number; needed to reject.</param>
/// <param name="Words">What the authors should read besides, at most 1,000 characters.</param>
/// <param name="SeenAt">As it was given with them.</param>
/// <param name="RulesVersion">The version of the house's rules that was read: then nothing is decided by other ones.</param>
internal sealed record BatchBody(
    IReadOnlyList<Guid>? Comments = null,
    DecisionKind? Decision = null,
    int? Rule = null,
    string? Words = null,
    DateTimeOffset? SeenAt = null,
    int? RulesVersion = null
)
{
    /// <inheritdoc cref="DecisionBody.Text"/>
    public int? Text { get; init; }
}

/// <summary>What was decided, a decision for each comment. Taking one of them back takes back all.</summary>
/// <param name="Own">How many are left to a colleague, because they are words of whoever decided.</param>
internal sealed record BatchDecidedAnswer(IReadOnlyList<DecisionAnswer> Decisions, int Own)
{
    /// <summary>How many are left as they are, because somebody calls them illegal and waits for an answer.</summary>
    public int Noticed { get; init; }
}

/// <summary>What a moderator writes down for the others: for the next shift, unless it names a reader or a comment.</summary>
/// <param name="Words">At most 2,000 characters.</param>
internal sealed record NoteBody(string? Words = null, Guid? Reader = null, Guid? Comment = null);

/// <summary>What moderators wrote down for the next shift, the latest first.</summary>
/// <param name="Next"><c>after</c> of the next part; null at the end.</param>
internal sealed record NotesAnswer(IReadOnlyList<DeskNoteAnswer> Notes, string? Next);

internal sealed record DeskNoteAnswer(Guid Id, string By, string Words, DateTimeOffset At)
{
    /// <summary>The reader whom it is about.</summary>
    public Guid? Reader { get; init; }

    /// <summary>The comment that it is about.</summary>
    public Guid? Comment { get; init; }
}

[JsonSerializable(typeof(LeasesAnswer))]
[JsonSerializable(typeof(LeaseAnswer))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchDecidedAnswer))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(NotesAnswer))]
[JsonSerializable(typeof(DeskNoteAnswer))]
internal sealed partial class DeskJson : JsonSerializerContext
{
    public static DeskJson Ours { get; } = new(Json.Options());
}
