package org.vavl.cli.extract;

import java.util.function.DoubleConsumer;
import org.vavl.cli.output.MediaFiles;

/**
 * One kind of features of one file that is to be made.
 *
 * @param media the file
 * @param output what makes them and where they go
 */
record ExtractionTask(MediaFiles.Media media, FeatureOutput output) {
    /** Makes them, unless they are there already. */
    void run(DoubleConsumer progress) {
        output.extract(media, progress);
    }
}
