/**
 * Recognitions as text, JSON, CSV and files for other programs and for people. Start with
 * {@link org.vavl.recognition.output.RecognitionJson}. {@link org.vavl.recognition.output.annotation.WebVtt} makes subtitles,
 * {@link org.vavl.recognition.output.annotation.ElanFile} ELAN's annotations, and
 * {@link org.vavl.recognition.output.RecognitionReport} a page that shows everything.
 */
@NullMarked
package org.vavl.recognition.output;

import org.jspecify.annotations.NullMarked;
