/**
 * Corpora from annotations of long recordings. Start with {@link org.vavl.learning.corpus.importer.annotation.AnnotatedRecordings#read}.
 */
@NullMarked
package org.vavl.learning.corpus.importer.annotation;

import org.jspecify.annotations.NullMarked;
