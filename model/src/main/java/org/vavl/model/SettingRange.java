package org.vavl.model;

/** Checks of a network's settings, for the constructors of their records; what is wrong is thrown by name, value and range. */
public final class SettingRange {
    private SettingRange() {}

    /** Requires a whole number within a range. */
    public static void requireWithin(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", and must be from " + minimum + " to " + maximum);
        }
    }

    /** Requires a number from 0 to below 1. */
    public static void requireProbability(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be from 0 to below 1");
        }
    }

    /** Requires that one number divides another. */
    public static void requireDivides(String name, int value, String wholeName, int whole) {
        if (whole % value != 0) {
            throw new IllegalArgumentException(name + " is " + value + ", and must divide " + wholeName + " " + whole);
        }
    }
}
