/**
 * Recognitions as files of annotations for other programs: {@link org.vavl.recognition.output.annotation.ElanFile} for ELAN,
 * {@link org.vavl.recognition.output.annotation.TextGrid} for Praat,
 * {@link org.vavl.recognition.output.annotation.BidsEvents} for neuroimaging, {@link org.vavl.recognition.output.annotation.EmotionMl}, and
 * {@link org.vavl.recognition.output.annotation.WebVtt} for players, as subtitles.
 */
@NullMarked
package org.vavl.recognition.output.annotation;

import org.jspecify.annotations.NullMarked;
