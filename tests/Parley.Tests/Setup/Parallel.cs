using Xunit.v3;

// Two cores are what a small machine has, and what the time limits in the tests are made for: on a larger machine
// more tests at once would hide that one of them has become slow.
[assembly: Parallelization(MaxThreads = 3)]
