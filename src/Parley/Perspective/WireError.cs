using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Parley.Perspective;

/// <summary>
/// A refusal in Google's form (https://cloud.google.com/apis/design/errors), with the words that Perspective used: clients look for them.
/// </summary>
internal sealed record WireError(int Code, string Status, string Message)
{
    private const string OwnType = "type.googleapis.com/google.commentanalyzer.v1alpha1.Error";

    /// <summary>What stands in <c>details</c>; null where nothing does.</summary>
    public JsonObject? Detail { get; init; }

    /// <summary>In how many seconds it may be tried again; null where that is not what is wrong.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static WireError CommentEmpty { get; } = Of("COMMENT_EMPTY", "Comment must be non-empty.");

    public static WireError AttributesMissing { get; } = Of("NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes");

    public static WireError LanguageUnknown { get; } = Of("LANGUAGE_DETECTION_FAILED", "Unable to detect language");

    public static WireError NotJson { get; } =
        new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "Invalid JSON payload received. Unexpected token.");

    /// <summary>No model is installed, so that there is nothing to answer with. Never a made-up score.</summary>
    public static WireError NoModel { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "No model is installed that scores texts.");

    public static WireError StorageUnavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "Nothing can be kept just now. Try again later.");

    public static WireError Internal { get; } =
        new(StatusCodes.Status500InternalServerError, "INTERNAL", "Internal error encountered.");

    public static WireError KeyMissing { get; } =
        new(
            StatusCodes.Status403Forbidden,
            "PERMISSION_DENIED",
            "Method doesn't allow unregistered callers (callers without established identity). "
                + "Please use API Key or other form of API consumer identity to call this API."
        );

    public static WireError KeyInvalid { get; } =
        new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")
        {
            Detail = Info("API_KEY_INVALID", new JsonObject { ["service"] = Discovery.Service }),
        };

    public static WireError CommentTooLong(int bytes, int most) =>
        Of(
            "COMMENT_TOO_LONG",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Comment text was too many bytes. Value ({bytes}) exceeded limit ({most})."
            )
        );

    public static WireError BodyTooLarge(int most) =>
        new(
            StatusCodes.Status400BadRequest,
            "INVALID_ARGUMENT",
            string.Create(CultureInfo.InvariantCulture, $"Request payload size exceeds the limit: {most} bytes.")
        );

    public static WireError Invalid(string message) => Of("INVALID_REQUEST", message);

    public static WireError AttributeUnknown(string name) => Invalid($"Unknown requested attribute: {name}");

    /// <param name="isDetected">Whether the languages were found in the text rather than named.</param>
    public static WireError LanguageNotSupported(string attribute, IEnumerable<string> languages, bool isDetected)
    {
        var all = languages.ToList();
        var said = Of(
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            $"Attribute {attribute} does not support request languages: {string.Join(", ", all)}"
        );
        said.Detail!["languageNotSupportedByAttributeError"] = new JsonObject
        {
            [isDetected ? "detectedLanguages" : "requestedLanguages"] = new JsonArray([
                .. all.Select(one => JsonValue.Create(one)),
            ]),
            ["attribute"] = attribute,
        };
        return said;
    }

    public static WireError QuotaExceeded(ScoringKey? key, int seconds)
    {
        const string limit = "AnalyzeRequestsPerMinutePerProject";
        const string metric = Discovery.Service + "/analyze_requests";
        var consumer = key is null ? "address" : $"key:{key.Name}";
        var metadata = new JsonObject
        {
            ["service"] = Discovery.Service,
            ["quota_metric"] = metric,
            ["quota_limit"] = limit,
            ["consumer"] = consumer,
        };
        if (key is not null)
            metadata["quota_limit_value"] = key.CallsPerMinute.ToString(CultureInfo.InvariantCulture);
        return new(
            StatusCodes.Status429TooManyRequests,
            "RESOURCE_EXHAUSTED",
            "Quota exceeded for quota metric 'Analysis requests (AnalyzeComment)' and limit "
                + "'Analysis requests (AnalyzeComment) per minute' of service "
                + $"'{Discovery.Service}' for consumer '{consumer}'."
        )
        {
            Detail = Info("RATE_LIMIT_EXCEEDED", metadata),
            RetryAfterSeconds = seconds,
        };
    }

    /// <summary>What is wrong with the form of the request; null where nothing is.</summary>
    public static WireError? Of(WireFaults faults)
    {
        if (faults.All.Count == 0)
            return null;
        var violations = faults.All.Select(fault =>
        {
            var violation = new JsonObject { ["description"] = fault.Description };
            if (fault.Field.Length > 0)
                violation.Insert(0, "field", fault.Field);
            return violation;
        });
        return new(
            StatusCodes.Status400BadRequest,
            "INVALID_ARGUMENT",
            string.Join('\n', faults.All.Select(fault => fault.Description))
        )
        {
            Detail = new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.BadRequest",
                ["fieldViolations"] = new JsonArray([.. violations]),
            },
        };
    }

    public JsonObject ToJson()
    {
        var error = new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["status"] = Status,
        };
        if (Detail is not null)
            error["details"] = new JsonArray(Detail.DeepClone());
        return new JsonObject { ["error"] = error };
    }

    private static WireError Of(string type, string message) =>
        new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", message)
        {
            Detail = new JsonObject { ["@type"] = OwnType, ["errorType"] = type },
        };

    private static JsonObject Info(string reason, JsonObject metadata) =>
        new()
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
            ["reason"] = reason,
            ["domain"] = "googleapis.com",
            ["metadata"] = metadata,
        };
}
