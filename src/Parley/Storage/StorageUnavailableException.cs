namespace Parley.Storage;

/// <summary>Nothing can be kept just now: the disk is full or read-only, the server does not answer. The answer is 503, with the words kept.</summary>
internal sealed class StorageUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
