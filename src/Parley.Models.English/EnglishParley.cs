using Microsoft.Extensions.DependencyInjection;
using Parley.Scoring;

namespace Parley;

/// <summary>Parley's model of English: how toxic, insulting, threatening a text is, found out in this process.</summary>
public static class EnglishParley
{
    /// <summary>Scores English texts. The model is opened when the first text is scored, so that a start takes no longer.</summary>
    /// <param name="parley">What <c>AddParley()</c> gave.</param>
    public static ParleyBuilder UseEnglishModel(this ParleyBuilder parley)
    {
        ArgumentNullException.ThrowIfNull(parley);
        parley.Services.AddSingleton<IGeneralModel, EnglishModel>();
        return parley;
    }
}
