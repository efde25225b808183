package org.vavl.features.vision;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vavl.features.BufferPool;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.features.storage.FeatureSpool;

/** Collects cropped faces until there are enough for the extractor, and writes what it says of them into their rows. */
final class FaceFeatureBatcher {
    private final VisualExtractor extractor;
    private final FeatureSpool spool;
    private final BitSet valid;
    private final BufferPool pool;
    private final float[] missing;
    private final List<Shown> waiting = new ArrayList<>();
    private int written;

    /**
     * A face and the rows that show it.
     *
     * @param memory of the face's picture, which goes back to the pool
     */
    record Shown(Image face, int begin, int end, ByteBuffer memory) {}

    /**
     * @param spool takes the rows' values
     * @param valid takes which rows show a face
     * @param pool of the faces' pictures
     */
    FaceFeatureBatcher(VisualExtractor extractor, FeatureSpool spool, BitSet valid, BufferPool pool) {
        this.extractor = extractor;
        this.spool = spool;
        this.valid = valid;
        this.pool = pool;
        this.missing = new float[extractor.width()];
    }

    /** The next face; its rows are behind all those before. */
    void add(Shown face) {
        waiting.add(face);
        if (waiting.size() == extractor.batchSize()) {
            extract();
        }
    }

    /** No more faces; so many rows in all. */
    void finish(int rows) {
        extract();
        skipTo(rows);
    }

    private void extract() {
        if (waiting.isEmpty()) {
            return;
        }
        float[] values = extractor.extract(waiting.stream().map(Shown::face).toList());
        int width = extractor.width();
        for (int i = 0; i < waiting.size(); i++) {
            Shown one = waiting.get(i);
            skipTo(one.begin());
            valid.set(one.begin(), one.end());
            for (; written < one.end(); written++) {
                spool.append(values, i * width, width);
            }
        }
        waiting.forEach(one -> pool.giveBack(one.memory()));
        waiting.clear();
    }

    private void skipTo(int row) {
        for (; written < row; written++) {
            spool.append(missing, 0, missing.length);
        }
    }
}
