/**
 * Training, development and test parts of a corpus. Start with {@link org.vavl.learning.corpus.split.SplitRule}.
 */
@NullMarked
package org.vavl.learning.corpus.split;

import org.jspecify.annotations.NullMarked;
