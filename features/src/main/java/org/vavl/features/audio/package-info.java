/**
 * The acoustic front end: sound to one vector every 20 ms.
 *
 * <p>Start with {@link org.vavl.features.audio.LogMelExtractor}, which reads a media file, and
 * {@link org.vavl.features.audio.AcousticSettings}, which says what the vectors hold: the logarithm of the energy in
 * mel bands, or its cepstra; loudness and pitch beside it; and which frames count as silence.
 * {@link org.vavl.features.audio.AcousticFrontEnd} does the same for samples that come in pieces.
 */
@NullMarked
package org.vavl.features.audio;

import org.jspecify.annotations.NullMarked;
