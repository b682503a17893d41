using Parley.Server;
using Parley.Server.Commands;

var root = ParleyCommand.Create();
return await Exits.RunAsync(() => root.Parse(args).InvokeAsync(ParleyCommand.Invocation));
