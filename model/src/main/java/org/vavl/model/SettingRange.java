package org.vavl.model;

import java.util.List;

/** Checks of a network's settings, for the constructors of their records; what is wrong is thrown by name, value and range. */
public final class SettingRange {
    private static final int LONGEST_LIST = 32;

    private SettingRange() {}

    /** Requires a whole number within a range. */
    public static void requireWithin(String name, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", and must be from " + minimum + " to " + maximum);
        }
    }

    /** Requires a list of at most {@value #LONGEST_LIST} whole numbers, each within a range. */
    public static void requireList(String name, List<Integer> values, int minimum, int maximum) {
        if (values.size() > LONGEST_LIST) {
            throw new IllegalArgumentException(
                    name + " has " + values.size() + " numbers, and must have at most " + LONGEST_LIST);
        }
        values.forEach(value -> requireWithin(name, value, minimum, maximum));
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
