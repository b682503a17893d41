namespace Parley;

internal static partial class Problems
{
    /// <summary>Not an address by https, with a name and nothing that hides in it.</summary>
    public static readonly Problem OutgoingAddressInvalid = new("outgoing-address-invalid", 422) { Field = "url" };

    /// <summary>It leads to this machine, or into a network of a house or a cloud.</summary>
    public static readonly Problem OutgoingAddressInternal = new("outgoing-address-internal", 422) { Field = "url" };
}
