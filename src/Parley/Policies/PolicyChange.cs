namespace Parley.Policies;

/// <summary>A change of a policy, as it stands on record.</summary>
/// <param name="By">Who of the staff did it, by the name that they have now. For staff alone.</param>
internal sealed record PolicyChange(Guid Id, PolicyScope Scope, Policy Before, Policy After, string By, DateTimeOffset At);
