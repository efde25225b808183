package org.vavl.cli;

/**
 * What a worker says of a trial, in one line: a word, and for a failure its reason.
 *
 * @param what done, interrupted or failed
 * @param reason of a failure, else empty
 */
record TrialAnswer(What what, String reason) {
    /** What became of a trial. */
    enum What {
        DONE,
        INTERRUPTED,
        FAILED
    }

    static TrialAnswer done() {
        return new TrialAnswer(What.DONE, "");
    }

    static TrialAnswer interrupted() {
        return new TrialAnswer(What.INTERRUPTED, "");
    }

    static TrialAnswer failed(RuntimeException e) {
        return new TrialAnswer(What.FAILED, String.valueOf(e.getMessage()).replaceAll("\\R", "; "));
    }

    String text() {
        return what + " " + reason;
    }

    static TrialAnswer parse(String line) {
        int space = line.indexOf(' ');
        return new TrialAnswer(What.valueOf(line.substring(0, space)), line.substring(space + 1));
    }
}
