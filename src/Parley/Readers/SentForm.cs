using Microsoft.AspNetCore.Http;

namespace Parley.Readers;

/// <summary>A form as a browser sent it.</summary>
internal sealed class SentForm(IFormCollection fields)
{
    public IFormCollection Fields => fields;

    /// <summary>The form, or the problem with it. It is read here and not bound, since binding would follow the host's settings.</summary>
    public static async Task<Result<SentForm>> ReadAsync(HttpContext http)
    {
        // A form without fields has no body, and then no type either.
        if (http.Request.ContentLength is 0 && http.Request.ContentType is null)
            return new SentForm(FormCollection.Empty);
        if (!http.Request.HasFormContentType)
            return Problems.BodyNotForm;
        try
        {
            return new SentForm(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return Problems.BodyInvalid;
        }
    }

    /// <summary>A field's value, the first where there are several; null where it was not sent.</summary>
    public string? Find(string name) => fields.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
