using Parley.Server;
using Parley.Server.Commands;

return await Exits.RunAsync(() => ParleyCommand.RunAsync(args));
