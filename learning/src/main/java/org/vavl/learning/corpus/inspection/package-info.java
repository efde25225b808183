/**
 * Looking at a corpus before learning from it: what is in it, and what about it could mislead.
 *
 * <p>Start with {@link org.vavl.learning.corpus.inspection.CorpusSummary} and
 * {@link org.vavl.learning.corpus.inspection.CorpusAudit}.
 */
@NullMarked
package org.vavl.learning.corpus.inspection;

import org.jspecify.annotations.NullMarked;
