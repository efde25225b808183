/**
 * Makes an audio-visual corpus of two that have one modality each: {@link org.vavl.learning.corpus.pairing.LabelPairing} puts speech and faces of the
 * same label together.
 */
@NullMarked
package org.vavl.learning.corpus.pairing;

import org.jspecify.annotations.NullMarked;
