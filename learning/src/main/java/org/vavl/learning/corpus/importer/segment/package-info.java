/**
 * Features of segments of long recordings, each as if it were a recording of its own. Start with
 * {@link org.vavl.learning.corpus.importer.segment.RecordingSegments}.
 */
@NullMarked
package org.vavl.learning.corpus.importer.segment;

import org.jspecify.annotations.NullMarked;
