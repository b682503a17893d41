using Xunit.v3;

// As many as a small machine has cores: each of them keeps a browser, which waits for nothing, busy besides.
[assembly: Parallelization(MaxThreads = 2)]
