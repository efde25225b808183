package org.vavl.learning.corpus.importer;

/** Is told how far an import has come. */
@FunctionalInterface
public interface ImportListener {
    /** Clips of a plan were imported, or left out. */
    void progress(int done, int of);
}
