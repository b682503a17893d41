using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Parley.Scoring;

/// <summary>
/// The operator's model files, each opened once. Which of them cannot be used is said at start: a start that fails is better than texts that are
/// not scored.
/// </summary>
internal sealed class ModelFiles : IValidateOptions<ParleyOptions>
{
    private readonly ConcurrentDictionary<string, TrainedModel> opened = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">It is no model, of another format, cut or damaged.</exception>
    public TrainedModel Open(string path) => opened.GetOrAdd(path, TrainedModel.Open);

    public ValidateOptionsResult Validate(string? name, ParleyOptions options)
    {
        var faults = options.Models.Select(FaultOf).OfType<string>().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private string? FaultOf(string path)
    {
        try
        {
            Open(path);
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"Models: {path} cannot be used. {error.Message}";
        }
    }
}
