/**
 * Why a recording got its answer: {@link org.vavl.recognition.explanation.Explainer} hides a modality or a span of time from the network and sees what
 * becomes of the answer; {@link org.vavl.recognition.explanation.Explanation} is what it found.
 */
@NullMarked
package org.vavl.recognition.explanation;

import org.jspecify.annotations.NullMarked;
