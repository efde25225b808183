package org.vavl.learning.corpus.importer.toolkit;

/**
 * A row of a table.
 *
 * @param frame its number; not a number where there is none
 * @param seconds its time; not a number where there is none
 * @param face which face it is of; empty where nothing says it
 * @param confidence from 0 to 1
 * @param valid whether the toolkit believes it
 * @param values of the features
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record ToolkitFrame(double frame, double seconds, String face, double confidence, boolean valid, float[] values) {}
