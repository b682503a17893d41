using Parley.Perf;
using Parley.Perf.Desk;
using Parley.Perf.Flood;
using Parley.Perf.Floors;
using Parley.Perf.Live;
using Parley.Perf.Load;
using Parley.Perf.Trials;

// Each part is a process of its own, so that what is measured shares no heap and no thread pool with what measures it.
return args switch
{
    ["load"] => await LoadProcess.RunAsync(),
    ["floor-page", var answer] => await PageFloor.RunAsync(answer),
    ["floor-posts", var store] => await PostFloor.RunAsync(store),
    ["parley", var database] => await ParleyServer.RunAsync(database),
    ["scored", var database] => await ParleyServer.RunScoredAsync(database),
    ["sample", var database] => await ParleyServer.RunSampleAsync(database),
    ["guarded", var database] => await ParleyServer.RunGuardedAsync(database),
    ["node", var database] => await ParleyServer.RunNodeAsync(database),
    ["live-drill", var connection] => await LiveDrill.RunAsync(connection),
    ["desk-drill", var folder] => await DeskDrill.RunAsync(folder),
    ["flood-drill", .. var databases] => await FloodDrill.RunAsync(databases),
    _ => await Measurement.RunAsync(args),
};
