/**
 * Corpora: clips with their features, labels and splits, on disk and in hand.
 *
 * <p>Start with {@link org.vavl.corpus.Corpus}, a list of {@link org.vavl.corpus.Clip}s. A {@link org.vavl.corpus.Task} says what
 * is to be learnt of their labels, a {@link org.vavl.corpus.SplitRule} which clips are learnt from and which are tested on.
 * {@link org.vavl.corpus.CorpusFolder} reads a corpus from disk and {@link org.vavl.corpus.CorpusWriter} writes one;
 * {@link org.vavl.corpus.synthetic.SyntheticCorpus} makes one from code.
 */
@NullMarked
package org.vavl.corpus;

import org.jspecify.annotations.NullMarked;
