/**
 * Tables in CSV files from outside: read row by row, with bounds on everything and errors that name file and line.
 *
 * <p>Start with {@link org.vavl.learning.corpus.table.CsvReader}.
 */
@NullMarked
package org.vavl.learning.corpus.table;

import org.jspecify.annotations.NullMarked;
