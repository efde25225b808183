/**
 * A corpus made from code, which needs no media: for the demo, and for tests that need something to learn.
 *
 * <p>Start with {@link org.vavl.learning.corpus.synthetic.SyntheticCorpus}.
 */
@NullMarked
package org.vavl.learning.corpus.synthetic;

import org.jspecify.annotations.NullMarked;
