package dev.vmlifecycle.benchmarks.measure;

/**
 * What one contestant did in one round.
 *
 * @param callsPerSecond its speed
 * @param microsPerCall processor time of the calling thread, which other work on the machine disturbs less
 * @param bytesPerCall allocated by the calling thread
 */
public record Round(double callsPerSecond, double microsPerCall, double bytesPerCall) {}
