/**
 * An audio-visual corpus made of two that have one modality each. Start with
 * {@link org.vavl.learning.corpus.pairing.LabelPairing}, which puts speech and faces of the same label together.
 */
@NullMarked
package org.vavl.learning.corpus.pairing;

import org.jspecify.annotations.NullMarked;
