/**
 * Computational sequences of the CMU Multimodal SDK ({@code .csd} files, which are HDF5): features and labels over time. Start with
 * {@link org.vavl.learning.corpus.csd.ComputationalSequence}; {@link org.vavl.learning.corpus.csd.ExcerptReader} cuts segments out.
 */
@NullMarked
package org.vavl.learning.corpus.csd;

import org.jspecify.annotations.NullMarked;
