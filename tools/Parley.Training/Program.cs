using Parley.Training;

try
{
    if (args is ["newsrooms", ..])
        return Run.OfNewsrooms(Settings.Read(args));
    return Run.Of(Settings.Read(args));
}
catch (TrainingException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
