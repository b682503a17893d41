using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Parley;

/// <summary>What endpoints of the interface say of themselves for the OpenAPI document: handlers read bodies by hand, so nothing is inferred.</summary>
internal static class ApiDescription
{
    private const string JsonType = "application/json";

    /// <summary>
    /// The body that it reads. Not by <c>Accepts</c>, which routing reads too: it would lead what has another type past the
    /// endpoint, and the answer would be that there is nothing here.
    /// </summary>
    /// <param name="alsoAs">The types besides JSON in which it may come.</param>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, params string[] alsoAs)
        where T : notnull =>
        endpoint.AddOpenApiOperationTransformer(
            async (operation, context, cancel) =>
            {
                var body = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancel) };
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = ((string[])[JsonType, .. alsoAs]).ToDictionary(type => type, _ => body),
                };
            }
        );

    /// <summary>The file that is its body.</summary>
    /// <param name="types">The types in which it may come.</param>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params string[] types) =>
        endpoint.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                var file = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                };
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = types.ToDictionary(type => type, _ => file),
                };
                return Task.CompletedTask;
            }
        );

    /// <summary>The parameters of the query that it reads; all may be left out.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.Queries(names, isNeeded: false);

    /// <summary>The parameters of the query without which it answers 400.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, params string[] names) =>
        endpoint.Queries(names, isNeeded: true);

    private static RouteHandlerBuilder Queries(this RouteHandlerBuilder endpoint, string[] names, bool isNeeded) =>
        endpoint.AddOpenApiOperationTransformer(
            (operation, _, _) =>
            {
                foreach (var name in names)
                {
                    (operation.Parameters ??= []).Add(
                        new OpenApiParameter
                        {
                            Name = name,
                            In = ParameterLocation.Query,
                            Required = isNeeded,
                            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                        }
                    );
                }

                return Task.CompletedTask;
            }
        );

    /// <summary>What it is for, and what it answers when all is well.</summary>
    public static RouteHandlerBuilder Gives<T>(
        this RouteHandlerBuilder endpoint,
        string summary,
        int status = StatusCodes.Status200OK
    ) =>
        endpoint
            .WithSummary(summary)
            .Produces<T>(status, JsonType)
            .Produces<ProblemDocument>(StatusCodes.Status400BadRequest, "application/problem+json");

    /// <summary>What it is for, where the answer is only that it was done.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint
            .WithSummary(summary)
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ProblemDocument>(StatusCodes.Status400BadRequest, "application/problem+json");

    /// <summary>What it is for, where it answers a file.</summary>
    public static RouteHandlerBuilder GivesFile(this RouteHandlerBuilder endpoint, string summary, string type) =>
        endpoint
            .WithSummary(summary)
            .Produces<Stream>(StatusCodes.Status200OK, type)
            .Produces<ProblemDocument>(StatusCodes.Status400BadRequest, "application/problem+json");
}
