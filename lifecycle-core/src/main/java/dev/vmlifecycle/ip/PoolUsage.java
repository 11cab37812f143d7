package dev.vmlifecycle.ip;

import java.math.BigInteger;

/**
 * How full a pool is.
 *
 * @param pool the pool's id
 * @param total how many addresses it may give at all
 * @param allocated how many of them are held, leaving ones included
 * @param quarantined how many were released and are given to nobody yet
 */
public record PoolUsage(String pool, BigInteger total, long allocated, long quarantined) {

    /**
     * How many can be given now.
     *
     * @return the rest
     */
    public BigInteger free() {
        return total.subtract(BigInteger.valueOf(allocated)).subtract(BigInteger.valueOf(quarantined));
    }
}
