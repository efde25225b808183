/**
 * Annotations over time as annotators' programs write them: ELAN's EAF, Praat's TextGrid, tables of segments. Start with
 * {@link org.vavl.learning.annotation.AnnotationFiles#read}.
 */
@NullMarked
package org.vavl.learning.annotation;

import org.jspecify.annotations.NullMarked;
