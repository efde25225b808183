/**
 * Whisper's encoder (Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", arXiv:2212.04356), a network that
 * makes a vector of a sound's log-mel spectrum every 20 ms.
 *
 * <p>Start with {@link org.vavl.model.whisper.WhisperExtractor}, which turns media files into features, and
 * {@link org.vavl.model.whisper.WhisperSource}, which says where a network's weights are: in a folder as Hugging Face publishes it, or in a
 * file of its first blocks. {@link org.vavl.model.whisper.Whisper} is the network, {@link org.vavl.model.whisper.WhisperConfiguration} its
 * sizes.
 */
@NullMarked
package org.vavl.model.whisper;

import org.jspecify.annotations.NullMarked;
