using HostApp;

// dotnet run --project samples/host-app -- identity
// The form: plain (no sign-in), scheme (one unnamed scheme), identity (its own Identity with stricter rules), policy (a fallback
// policy that sends every stranger to its login). Each works with Parley in it as it does without.
var form = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? "plain";
await Newspaper.Create(form, withParley: true, "data/host-app.db").RunAsync();
