/**
 * Importers: from the files that a corpus is published as to a corpus of our own.
 *
 * <p>A {@link org.vavl.corpus.importer.CorpusImporter} reads labels and partitions and makes an {@link
 * org.vavl.corpus.importer.ImportPlan} of them; {@link org.vavl.corpus.importer.FeatureSource}s have the features, be it in
 * {@code .npy} files, tables, CMU's {@code .csd} files, another corpus or media; {@link
 * org.vavl.corpus.importer.CorpusImport} brings both together and writes the corpus. {@link
 * org.vavl.corpus.importer.Importers} finds importers and {@link org.vavl.corpus.importer.FeatureSources} sources by name.
 */
@NullMarked
package org.vavl.corpus.importer;

import org.jspecify.annotations.NullMarked;
