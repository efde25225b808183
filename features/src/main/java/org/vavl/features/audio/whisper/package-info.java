/**
 * Features by a Whisper network's encoder, whatever runs it: spectrum, windows, frames. Start with
 * {@link org.vavl.features.audio.whisper.WhisperExtractor}.
 */
@NullMarked
package org.vavl.features.audio.whisper;

import org.jspecify.annotations.NullMarked;
