/**
 * Models that take speech itself, {@link org.vavl.model.speech.SpeechFamily}: wav2vec 2.0 with a head, as the paper
 * fine-tunes it before it extracts features with it (section 4.2). Their corpora have one modality of one value a
 * frame: samples, as the extractor {@code waveform} gives them. Trained, such a network is an acoustic extractor for
 * others; {@code org.vavl.learning.finetuning} writes it as one.
 */
@NullMarked
package org.vavl.model.speech;

import org.jspecify.annotations.NullMarked;
