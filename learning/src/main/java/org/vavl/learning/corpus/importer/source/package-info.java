/**
 * Where a corpus takes features from when it is imported. Start with
 * {@link org.vavl.learning.corpus.importer.source.FeatureSources}; what is to be imported is an
 * {@link org.vavl.learning.corpus.importer.source.ImportPlan}.
 */
@NullMarked
package org.vavl.learning.corpus.importer.source;

import org.jspecify.annotations.NullMarked;
