/**
 * Importers: from the files that a corpus is published as to a corpus of our own.
 *
 * <p>A {@link org.vavl.learning.corpus.importer.CorpusImporter} reads labels and partitions and makes an
 * {@link org.vavl.learning.corpus.importer.source.ImportPlan} of them;
 * {@link org.vavl.learning.corpus.importer.source.FeatureSource}s have the features, be it in {@code .npy} files,
 * tables, CMU's {@code .csd} files, another corpus or media; {@link org.vavl.learning.corpus.importer.CorpusImport}
 * brings both together and writes the corpus. {@link org.vavl.learning.corpus.importer.Importers} finds importers and
 * {@link org.vavl.learning.corpus.importer.source.FeatureSources} sources by name.
 */
@NullMarked
package org.vavl.learning.corpus.importer;

import org.jspecify.annotations.NullMarked;
