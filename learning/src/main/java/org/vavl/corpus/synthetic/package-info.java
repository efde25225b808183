/**
 * A corpus made from code, which needs no media: for the demo, and for tests that need something to learn.
 *
 * <p>Start with {@link org.vavl.corpus.synthetic.SyntheticCorpus}.
 */
@NullMarked
package org.vavl.corpus.synthetic;

import org.jspecify.annotations.NullMarked;
