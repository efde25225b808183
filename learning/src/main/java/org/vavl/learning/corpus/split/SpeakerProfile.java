package org.vavl.learning.corpus.split;

/** What a split is balanced by, of one speaker. */
final class SpeakerProfile {
    private final String name;
    private final String stratum;
    private final double[] amounts;

    /**
     * @param name the speaker's
     * @param stratum the speaker's gender, or nothing if it is not known
     * @param kinds how many kinds of things are counted: clips, and clips of each class or of each third of each attribute's range
     */
    SpeakerProfile(String name, String stratum, int kinds) {
        this.name = name;
        this.stratum = stratum;
        this.amounts = new double[kinds];
    }

    String name() {
        return name;
    }

    String stratum() {
        return stratum;
    }

    /** How much of each kind the speaker brings. */
    double amount(int kind) {
        return amounts[kind];
    }

    int kinds() {
        return amounts.length;
    }

    void add(double[] more) {
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] += more[i];
        }
    }
}
