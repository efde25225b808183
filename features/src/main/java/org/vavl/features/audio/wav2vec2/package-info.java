/**
 * What features by a wav2vec 2.0 network depend on, whatever runs it: sizes, settings, windows. Start with
 * {@link org.vavl.features.audio.wav2vec2.Wav2Vec2Settings}.
 */
@NullMarked
package org.vavl.features.audio.wav2vec2;

import org.jspecify.annotations.NullMarked;
