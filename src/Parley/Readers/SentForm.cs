using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Parley.Readers;

/// <summary>A form as a browser sent it.</summary>
internal sealed class SentForm(IFormCollection fields, IReadOnlyDictionary<string, byte[]> files)
{
    // More than any form of ours has.
    private const int MostParts = 1024;

    private static readonly object Key = new();
    private static readonly IReadOnlyDictionary<string, byte[]> NoFiles = new Dictionary<string, byte[]>();

    /// <summary>The form of a request whose endpoint <see cref="SentForms.TakesForm"/>.</summary>
    public static SentForm Of(HttpContext http) =>
        (SentForm?)http.Items[Key] ?? throw new InvalidOperationException("This endpoint does not say that it takes a form.");

    public IFormCollection Fields => fields;

    /// <summary>
    /// The form, or the problem with it. It is read here and not bound, since binding would follow the host's settings, and not by
    /// the framework, which puts another character in the place of bytes that are none.
    /// </summary>
    public static async Task<Result<SentForm>> ReadAsync(HttpContext http)
    {
        if (http.Items[Key] is SentForm before)
            return before;
        var takesFile = http.GetEndpoint()?.Metadata.GetMetadata<FileTaken>() is not null;
        var read =
            takesFile && Is(http.Request, "multipart/form-data")
                ? await ReadPartsAsync(http.Request, http.RequestAborted)
                : await ReadFieldsAsync(http.Request, http.RequestAborted);
        if (read.Value is { } sent)
            http.Items[Key] = sent;
        return read;
    }

    /// <summary>Whether it is a form at all, by its type.</summary>
    public static bool IsOne(HttpRequest request) => Is(request, "application/x-www-form-urlencoded");

    private static bool Is(HttpRequest request, string type) =>
        request.ContentType?.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The bytes of a file; null where none was chosen.</summary>
    public byte[]? FindFile(string name) => files.GetValueOrDefault(name) is { Length: > 0 } bytes ? bytes : null;

    /// <summary>A field's value, the first where there are several; null where it was not sent.</summary>
    public string? Find(string name) => fields.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    private static async Task<Result<SentForm>> ReadFieldsAsync(HttpRequest request, CancellationToken cancel)
    {
        // A form without fields has no body, and then no type either.
        if (request.ContentLength is 0 && request.ContentType is null)
            return new SentForm(FormCollection.Empty, NoFiles);
        if (!IsOne(request))
            return Problems.BodyNotForm;
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Problems.BodyTooLarge;
        if (!Utf8.IsValid(WebUtility.UrlDecodeToBytes(body, 0, body.Length)))
            return Problems.BodyInvalid;
        try
        {
            var reader = new FormPipeReader(PipeReader.Create(new ReadOnlySequence<byte>(body)), Encoding.UTF8);
            return new SentForm(new FormCollection(await reader.ReadFormAsync(cancel)), NoFiles);
        }
        catch (InvalidDataException)
        {
            return Problems.BodyInvalid;
        }
    }

    // RFC 7578: each field is a part, and so is each file.
    private static async Task<Result<SentForm>> ReadPartsAsync(HttpRequest request, CancellationToken cancel)
    {
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Problems.BodyTooLarge;
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary
        )
            return Problems.BodyInvalid;
        var fields = new KeyValueAccumulator();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            for (var part = 0; await reader.ReadNextSectionAsync(cancel) is { } section; part++)
            {
                if (
                    part >= MostParts
                    || section.GetContentDispositionHeader() is not { } named
                    || HeaderUtilities.RemoveQuotes(named.Name).Value is not { } name
                )
                    return Problems.BodyInvalid;
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, cancel);
                var bytes = content.ToArray();
                if (named.IsFileDisposition())
                    files[name] = bytes;
                else if (Utf8.IsValid(bytes))
                    fields.Append(name, Encoding.UTF8.GetString(bytes));
                else
                    return Problems.BodyInvalid;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return Problems.BodyInvalid;
        }

        return new SentForm(new FormCollection(fields.GetResults()), files);
    }
}

/// <summary>Marks an endpoint that takes a form: whatever else is sent to it is refused before it is called.</summary>
internal sealed record FormTaken;

internal static class SentForms
{
    /// <summary>A form in which there may be a file.</summary>
    public static T TakesFormWithFile<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.TakesForm().TakesFile();

    public static T TakesForm<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new FormTaken());
}
