package org.vavl.vision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vavl.features.FeatureSpool;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;

/** Collects cut-out faces until there are enough for the extractor, and writes what it says of them into their rows. */
final class FaceRows {
    private final VisualExtractor extractor;
    private final FeatureSpool spool;
    private final BitSet valid;
    private final float[] missing;
    private final List<Waiting> waiting = new ArrayList<>();
    private int written;

    /** A face and the rows that show it. */
    private record Waiting(Image face, int begin, int end) {}

    /**
     * @param spool takes the rows' values
     * @param valid takes which rows show a face
     */
    FaceRows(VisualExtractor extractor, FeatureSpool spool, BitSet valid) {
        this.extractor = extractor;
        this.spool = spool;
        this.valid = valid;
        this.missing = new float[extractor.width()];
    }

    /** The next face; its rows are behind all those before. */
    void add(Image face, int begin, int end) {
        waiting.add(new Waiting(face, begin, end));
        if (waiting.size() == extractor.batchSize()) {
            describe();
        }
    }

    /** No more faces; so many rows in all. */
    void finish(int rows) {
        describe();
        skipTo(rows);
    }

    private void describe() {
        if (waiting.isEmpty()) {
            return;
        }
        float[] values = extractor.describe(waiting.stream().map(Waiting::face).toList());
        int width = extractor.width();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            skipTo(one.begin());
            valid.set(one.begin(), one.end());
            for (; written < one.end(); written++) {
                spool.append(values, i * width, width);
            }
        }
        waiting.clear();
    }

    private void skipTo(int row) {
        for (; written < row; written++) {
            spool.append(missing, 0, missing.length);
        }
    }
}
