/**
 * The acoustic extractor {@code wav2vec2}: a wav2vec 2.0 network (Baevski, Zhou, Mohamed and Auli 2020,
 * arXiv:2006.11477) that makes a vector of a sound's samples every 20 ms, as the paper's section 4.2 uses it.
 *
 * <p>Start with {@link org.vavl.model.wav2vec2.Wav2Vec2Extractor}, which reads a folder as Hugging Face publishes it
 * and turns media files into features; {@link org.vavl.model.wav2vec2.Wav2Vec2} is the network,
 * {@link org.vavl.features.audio.wav2vec2.Wav2Vec2Configuration} its sizes. No weights come with Vavl: they have licences of
 * their own.
 */
@NullMarked
package org.vavl.model.wav2vec2;

import org.jspecify.annotations.NullMarked;
