/** What it costs to answer a recording in parts, and whether the answers are those of the whole. Begin with {@link org.vavl.benchmarks.parts.RecordingParts}. */
@NullMarked
package org.vavl.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
