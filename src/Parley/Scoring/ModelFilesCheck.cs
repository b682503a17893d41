using Microsoft.Extensions.Options;

namespace Parley.Scoring;

/// <summary>Says at start which of the operator's model files cannot be used. Each is opened whole: a start that fails is better than texts that are not scored.</summary>
internal sealed class ModelFilesCheck : IValidateOptions<ParleyOptions>
{
    public ValidateOptionsResult Validate(string? name, ParleyOptions options)
    {
        var faults = options.Models.Select(FaultOf).OfType<string>().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? FaultOf(string path)
    {
        try
        {
            _ = TrainedModel.Open(path);
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"Models: {path} cannot be used. {error.Message}";
        }
    }
}
