/**
 * Corpora: clips with their features, labels and partitions.
 *
 * <p>Start with {@link org.vavl.learning.corpus.Corpus}, a list of {@link org.vavl.core.clip.Clip}s. A
 * {@link org.vavl.core.clip.Task} says what is to be learnt of their labels, a
 * {@link org.vavl.learning.corpus.split.SplitRule} which clips are the training, development and test set.
 * {@link org.vavl.learning.corpus.folder.CorpusFolder} reads a corpus from disk and
 * {@link org.vavl.learning.corpus.folder.CorpusWriter} writes one;
 * {@link org.vavl.learning.corpus.synthetic.SyntheticCorpus} makes one from code.
 */
@NullMarked
package org.vavl.learning.corpus;

import org.jspecify.annotations.NullMarked;
