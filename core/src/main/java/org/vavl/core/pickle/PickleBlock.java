package org.vavl.core.pickle;

/**
 * Bytes of a pickle that were passed over: where they are.
 *
 * @param begin the place of the first, from the beginning of the stream that was read
 * @param length how many there are
 * @param isText whether they are a string in UTF-8
 */
public record PickleBlock(long begin, long length, boolean isText) {}
