package org.vavl.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts recordings while tasks go through them; Spark's page shows the counts by these names. What a task counted is known once it has ended, and counts
 * again if it has to be done again.
 */
final class BatchCounters implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LongAccumulator recordings;
    private final LongAccumulator failures;

    BatchCounters(SparkContext context) {
        this(context, "recordings");
    }

    /** @param what is counted, in the plural */
    BatchCounters(SparkContext context, String what) {
        recordings = context.longAccumulator(what);
        failures = context.longAccumulator(what + " with an error");
    }

    void add(int works, int failed) {
        recordings.add(works);
        failures.add(failed);
    }

    /** How many were gone through, as far as the driver knows. */
    long recordings() {
        return recordings.value();
    }

    /** How many of them had no answer. */
    long failures() {
        return failures.value();
    }
}
