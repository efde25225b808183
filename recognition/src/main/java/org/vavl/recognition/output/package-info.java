/**
 * Answers as files for other programs and for people: {@link org.vavl.recognition.output.WebVtt subtitles}, {@link
 * org.vavl.recognition.output.ElanFile ELAN's annotations}, and {@link org.vavl.recognition.output.RecognitionReport a page} that shows everything.
 */
@NullMarked
package org.vavl.recognition.output;

import org.jspecify.annotations.NullMarked;
