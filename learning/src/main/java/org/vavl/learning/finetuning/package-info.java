/**
 * Fine-tuning of wav2vec 2.0 to emotion (section 4.2 of the paper): an ordinary training of a
 * {@link org.vavl.model.speech.SpeechFamily network over speech}, of which the encoder becomes an acoustic extractor.
 * Start with {@link org.vavl.learning.finetuning.FineTuning}.
 */
@NullMarked
package org.vavl.learning.finetuning;

import org.jspecify.annotations.NullMarked;
