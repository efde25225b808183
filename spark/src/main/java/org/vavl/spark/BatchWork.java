package org.vavl.spark;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes rows to be written of rows that are asked for. */
@FunctionalInterface
interface BatchWork {
    /** What is made of rows that were dealt out to tasks. */
    Dataset<Row> rows(Dataset<Row> asked, BatchCounters counters);

    /** Once those rows are written, what else is to be written of the same ones: tables of some hours' work at the most, one after the other. */
    default Iterator<Dataset<Row>> rest(BatchCounters counters) {
        return Collections.emptyIterator();
    }
}
