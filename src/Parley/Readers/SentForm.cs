using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Parley.Readers;

/// <summary>A form as a browser sent it.</summary>
internal sealed class SentForm(IFormCollection fields)
{
    private static readonly object Key = new();

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
        var read = await ReadFieldsAsync(http.Request, http.RequestAborted);
        if (read.Value is not { } form)
            return read.Problem!;
        var sent = new SentForm(form);
        http.Items[Key] = sent;
        return sent;
    }

    /// <summary>Whether it is a form at all, by its type.</summary>
    public static bool IsOne(HttpRequest request) =>
        request
            .ContentType?.Split(';')[0]
            .Trim()
            .Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A field's value, the first where there are several; null where it was not sent.</summary>
    public string? Find(string name) => fields.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    private static async Task<Result<FormCollection>> ReadFieldsAsync(HttpRequest request, CancellationToken cancel)
    {
        // A form without fields has no body, and then no type either.
        if (request.ContentLength is 0 && request.ContentType is null)
            return FormCollection.Empty;
        if (!IsOne(request))
            return Problems.BodyNotForm;
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Problems.BodyTooLarge;
        if (!Utf8.IsValid(WebUtility.UrlDecodeToBytes(body, 0, body.Length)))
            return Problems.BodyInvalid;
        try
        {
            var reader = new FormPipeReader(PipeReader.Create(new ReadOnlySequence<byte>(body)), Encoding.UTF8);
            return new FormCollection(await reader.ReadFormAsync(cancel));
        }
        catch (InvalidDataException)
        {
            return Problems.BodyInvalid;
        }
    }
}

/// <summary>Marks an endpoint that takes a form: whatever else is sent to it is refused before it is called.</summary>
internal sealed record FormTaken;

internal static class SentForms
{
    public static T TakesForm<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new FormTaken());
}
