package org.vavl.core.compute;

/** Asks a device what it can do. */
@FunctionalInterface
public interface Bfloat16Support {
    /**
     * Whether products of bfloat16 matrices have instructions of their own there.
     *
     * @throws org.vavl.core.VavlException if this machine lacks the device
     */
    boolean hasBfloat16Products(Device device);
}
