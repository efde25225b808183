/**
 * A corpus on disk. Start with {@link org.vavl.learning.corpus.folder.CorpusFolder};
 * {@link org.vavl.learning.corpus.folder.CorpusWriter} makes one.
 */
@NullMarked
package org.vavl.learning.corpus.folder;

import org.jspecify.annotations.NullMarked;
