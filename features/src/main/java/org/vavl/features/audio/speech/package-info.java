/**
 * Speech activity: where in a sound somebody speaks, by the network Silero VAD (Silero Team 2024, MIT), which comes with Vavl, or by loudness.
 *
 * <p>Start with {@link org.vavl.features.audio.speech.SpeechDetector}, which opens a {@link org.vavl.features.audio.speech.SpeechTrack} for
 * each sound. {@link org.vavl.features.audio.speech.SpeechMaskedExtractor} makes any acoustic extractor's frames valid where speech is, and
 * {@link org.vavl.features.audio.speech.AcousticExtractors} finds it again by what features say of themselves.
 */
@NullMarked
package org.vavl.features.audio.speech;

import org.jspecify.annotations.NullMarked;
