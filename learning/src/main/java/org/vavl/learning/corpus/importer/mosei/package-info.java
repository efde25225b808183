/**
 * CMU-MOSEI in the forms in which it is published: a folder of computational sequences ({@link
 * org.vavl.learning.corpus.importer.mosei.MoseiFolder}), one pickle of MMSA's ({@link
 * org.vavl.learning.corpus.importer.mosei.MmsaPickle}), and a table of labels ({@link
 * org.vavl.learning.corpus.importer.mosei.MoseiTable}).
 */
@NullMarked
package org.vavl.learning.corpus.importer.mosei;

import org.jspecify.annotations.NullMarked;
