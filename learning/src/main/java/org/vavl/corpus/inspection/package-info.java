/**
 * Looking at a corpus before learning from it: what is in it, and what about it could mislead.
 *
 * <p>Start with {@link org.vavl.corpus.inspection.CorpusSummary} and {@link org.vavl.corpus.inspection.CorpusAudit}.
 */
@NullMarked
package org.vavl.corpus.inspection;

import org.jspecify.annotations.NullMarked;
