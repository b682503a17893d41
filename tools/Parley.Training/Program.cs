using Parley.Training;

try
{
    return Run.Of(Settings.Read(args));
}
catch (TrainingException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
