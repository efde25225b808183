package org.vavl.learning.corpus.importer;

/** Listens to an import's progress. */
@FunctionalInterface
public interface ImportListener {
    /** Clips of a plan were imported, or left out. */
    void progress(int done, int of);
}
