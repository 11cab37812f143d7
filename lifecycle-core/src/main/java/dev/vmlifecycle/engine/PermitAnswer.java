package dev.vmlifecycle.engine;

/**
 * What came of asking for a permit.
 *
 * @param granted whether the subject holds it now
 * @param inUse how many other subjects hold it
 * @param ahead how many subjects wait that asked earlier
 */
public record PermitAnswer(boolean granted, int inUse, int ahead) {}
