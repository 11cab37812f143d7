package dev.vmlifecycle.proxmox.simulator;

/**
 * What a running guest does all the time, in bytes per second and as shares of its processors and memory.
 *
 * @param netin bytes received per second
 * @param netout bytes sent per second
 * @param diskread bytes read per second
 * @param diskwrite bytes written per second
 * @param cpu share of its processors, 0 to 1
 * @param memory share of its memory, 0 to 1
 */
public record Traffic(double netin, double netout, double diskread, double diskwrite, double cpu, double memory) {

    /**
     * Checks the figures: none is negative.
     *
     * @param netin see above
     * @param netout see above
     * @param diskread see above
     * @param diskwrite see above
     * @param cpu see above
     * @param memory see above
     */
    public Traffic {
        for (double figure : new double[] {netin, netout, diskread, diskwrite, cpu, memory}) {
            Expect.that(figure >= 0 && figure < Double.POSITIVE_INFINITY, "traffic", figure, "a number, not negative");
        }
    }

    /** This for one share of the time, another for the rest. */
    Traffic mixed(double share, Traffic other) {
        return new Traffic(
                share * netin + (1 - share) * other.netin,
                share * netout + (1 - share) * other.netout,
                share * diskread + (1 - share) * other.diskread,
                share * diskwrite + (1 - share) * other.diskwrite,
                share * cpu + (1 - share) * other.cpu,
                share * memory + (1 - share) * other.memory);
    }

    /** {@return a guest at rest} */
    public static Traffic idle() {
        return new Traffic(0, 0, 0, 0, 0, 0.125);
    }

    /**
     * {@return a guest that only uses its network}
     *
     * @param inPerSecond bytes received per second
     * @param outPerSecond bytes sent per second
     */
    public static Traffic network(double inPerSecond, double outPerSecond) {
        return new Traffic(inPerSecond, outPerSecond, 0, 0, 0.01, 0.125);
    }
}
