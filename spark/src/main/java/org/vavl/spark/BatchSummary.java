package org.vavl.spark;

/**
 * What came of many recordings. In extraction, each modality of a recording counts.
 *
 * @param asked how many were asked for
 * @param before how many of them the folder had already
 * @param failures how many of the others have an error in place of an answer
 */
public record BatchSummary(long asked, long before, long failures) {
    /** How many were gone through. */
    public long done() {
        return asked - before;
    }
}
