/**
 * Corpora: clips with their features, labels and splits, on disk and in hand.
 *
 * <p>Start with {@link org.vavl.corpus.Corpus}, a list of {@link org.vavl.corpus.Clip}s. A {@link org.vavl.corpus.Task} says what
 * is to be learnt of their labels.
 */
@NullMarked
package org.vavl.corpus;

import org.jspecify.annotations.NullMarked;
