using Xunit.v3;

// The time limits in the tests are made for two cores, which is what a small machine has: on a larger machine more tests at once would
// hide that one of them has become slow. Two more than cores, for many tests wait for another program or for a moment to come.
[assembly: Parallelization(MaxThreads = 4)]
