using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.SecondFactors;

/// <summary>
/// Encrypts what the database keeps and must be read again. The keys are the program's own (data protection): a copy of the database
/// alone opens nobody's second factor.
/// </summary>
internal sealed class KeptSecrets(IServiceProvider services)
{
    // A host that has set up data protection keeps using its own keys; elsewhere they lie where the framework puts them.
    private readonly Lazy<IDataProtector> protector = new(() =>
        (services.GetService<IDataProtectionProvider>() ?? DataProtectionProvider.Create("Parley")).CreateProtector(
            "Parley.SecondFactors"
        )
    );

    public string Hide(string secret) => Convert.ToBase64String(protector.Value.Protect(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The secret; null for what was not hidden here, or whose key is gone.</summary>
    public string? Show(string? hidden)
    {
        try
        {
            return hidden is null ? null : Encoding.UTF8.GetString(protector.Value.Unprotect(Convert.FromBase64String(hidden)));
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
