using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// Nothing of ours is read or written by the host's JSON settings. In a host with another naming policy a body bound as a
/// parameter arrives with all its fields empty, and an answer leaves with names that no client knows. So endpoints read
/// with <c>ReadFromJsonAsync(ParleyJson.Default.X)</c>, answer with <c>TypedResults.Json(x, ParleyJson.Default.X)</c>, and
/// every service among their parameters says that it is one.
/// </summary>
public sealed class HostJsonTests
{
    private static readonly HashSet<string> NeverABody =
    [
        "bool",
        "byte",
        "int",
        "long",
        "short",
        "uint",
        "ulong",
        "double",
        "decimal",
        "string",
        "char",
        "Guid",
        "DateTime",
        "DateTimeOffset",
        "DateOnly",
        "TimeOnly",
        "TimeSpan",
        "Uri",
        "StringValues",
        "HttpContext",
        "HttpRequest",
        "HttpResponse",
        "ClaimsPrincipal",
        "CancellationToken",
        "Stream",
        "PipeReader",
        "IFormFile",
        "IFormFileCollection",
        "IFormCollection",
    ];

    private static readonly HashSet<string> Sources =
    [
        "FromServices",
        "FromKeyedServices",
        "FromRoute",
        "FromQuery",
        "FromForm",
        "FromHeader",
        "AsParameters",
    ];

    [Fact]
    public void No_endpoint_reads_or_writes_by_the_hosts_json_settings()
    {
        var files = SourceFile.Below("src", ".cs");
        var bound = SelfBinding(files);

        Finding.AssertNone(files.Where(IsEndpoints).SelectMany(x => Check(x, bound)));
    }

    [Theory]
    [InlineData("group.MapPost(\"/\", (PostRequest request) => Results.NoContent());")]
    [InlineData("group.MapPost(\"/\", ([FromBody] PostRequest request) => Results.NoContent());")]
    [InlineData("group.MapPost(\"/\", (CommentStore comments) => Results.NoContent());")]
    [InlineData("group.MapPost(\"/\", Post); } static IResult Post(PostRequest? request) { return Results.NoContent();")]
    [InlineData(
        "group.MapPost(\"/\", CommentEndpoints.Post); } static IResult Post(PostRequest request) { return Results.NoContent();"
    )]
    [InlineData("group.MapGet(\"/\", () => Results.Ok(story));")]
    [InlineData("group.MapGet(\"/\", () => TypedResults.Json(story));")]
    [InlineData("group.MapGet(\"/\", async (HttpContext http) => await http.Request.ReadFromJsonAsync<PostRequest>());")]
    [InlineData("group.MapGet(\"/\", async (HttpContext http) => await http.Response.WriteAsJsonAsync(story));")]
    public void What_the_host_would_decide_is_found(string body) => Assert.NotEmpty(Check(Sample(body), []));

    [Theory]
    [InlineData(
        "group.MapPost(\"/{id}\", (Guid id, int? after, HttpContext http, CancellationToken cancel) => Results.NoContent());"
    )]
    [InlineData("group.MapPost(\"/\", ([FromServices] CommentStore comments, Visitor visitor) => Results.NoContent());")]
    [InlineData("group.MapGet(\"/\", () => TypedResults.Json(story, ParleyJson.Default.Story));")]
    [InlineData("group.MapGet(\"/\", (HttpContext http) => http.Request.ReadFromJsonAsync(ParleyJson.Default.Post));")]
    [InlineData("group.MapGet(\"/\", () => Results.NoContent()); } static void NotAnEndpoint(PostRequest request) {")]
    public void What_we_decide_is_no_finding(string body) => Assert.Empty(Check(Sample(body), ["Visitor"]));

    private static bool IsEndpoints(SourceFile file) => file.Name.EndsWith("Endpoints.cs", StringComparison.Ordinal);

    private static SourceFile Sample(string body) =>
        new("src/Parley/Comments/CommentEndpoints.cs", $"static class CommentEndpoints {{ static void Map() {{ {body} }} }}");

    private static IEnumerable<Finding> Check(SourceFile file, HashSet<string> selfBinding)
    {
        foreach (var parameter in HandlersIn(file).SelectMany(x => x.Parameters))
        {
            var type = parameter.Type?.ToString().TrimEnd('?').Replace("[]", "", StringComparison.Ordinal) ?? "";
            var declared = parameter.AttributeLists.SelectMany(x => x.Attributes).Any(x => Sources.Contains(x.Name.ToString()));
            if (type.Length > 0 && !declared && !NeverABody.Contains(type) && !selfBinding.Contains(type))
                yield return file.Finding(parameter, $"'{parameter}' would be read as a JSON body, or needs [FromServices]");
        }

        foreach (var call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax member && LeavesJsonToTheHost(member, call))
                yield return file.Finding(
                    member.Name,
                    $"'{member}' goes by the host's JSON settings: give it ParleyJson.Default's type"
                );
        }
    }

    private static bool LeavesJsonToTheHost(MemberAccessExpressionSyntax member, InvocationExpressionSyntax call)
    {
        var given = call.ArgumentList.Arguments;
        var givenOurs = given.Any(x => x.ToString().Contains("Json", StringComparison.Ordinal));
        return member.Name.Identifier.Text switch
        {
            "Ok" or "Created" or "Accepted" or "BadRequest" or "NotFound" or "Conflict" or "UnprocessableEntity" =>
                member.Expression.ToString() is "Results" or "TypedResults" && given.Count > 0,
            "Json" => member.Expression.ToString() is "Results" or "TypedResults" && !givenOurs,
            "ReadFromJsonAsync" or "WriteAsJsonAsync" => !givenOurs,
            _ => false,
        };
    }

    /// <summary>The functions that are given to MapGet, MapPost and their kin, written in place or named.</summary>
    private static IEnumerable<ParameterListSyntax> HandlersIn(SourceFile file)
    {
        var given = file
            .Syntax.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(x =>
                x.Expression is MemberAccessExpressionSyntax m
                && m.Name.Identifier.Text.StartsWith("Map", StringComparison.Ordinal)
            )
            .SelectMany(x => x.ArgumentList.Arguments)
            .Select(x => x.Expression)
            .ToList();
        var names = given.Select(x => x.ToString().Split('.')[^1]).ToHashSet();

        var written = given.OfType<ParenthesizedLambdaExpressionSyntax>().Select(x => x.ParameterList);
        var named = file
            .Syntax.DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Where(x => names.Contains(x.Identifier.Text))
            .Select(x => x.ParameterList);
        return written.Concat(named);
    }

    /// <summary>Types that read themselves from the request, as ASP.NET Core recognises them.</summary>
    private static HashSet<string> SelfBinding(IEnumerable<SourceFile> files) =>
        [
            .. files
                .SelectMany(x => x.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>())
                .Where(x => x.Identifier.Text is "BindAsync" or "TryParse")
                .Select(x => x.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text ?? ""),
        ];
}
