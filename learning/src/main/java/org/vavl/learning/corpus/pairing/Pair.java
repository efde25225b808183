package org.vavl.learning.corpus.pairing;

import java.util.Map;
import java.util.Optional;
import org.vavl.core.clip.Clip;
import org.vavl.learning.corpus.Part;

/**
 * Clips that become one, at least one of them.
 *
 * @param parts in which the new clip is, by partition
 * @param speech empty for a face that stays alone
 * @param face empty for speech without one
 */
record Pair(Map<String, Part> parts, Optional<Clip> speech, Optional<Clip> face) {
    /** The speech, or the face that is alone. */
    Clip first() {
        return speech.or(() -> face).orElseThrow();
    }
}
