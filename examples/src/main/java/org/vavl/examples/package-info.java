/**
 * Programs to start from, each in one file: {@link org.vavl.examples.RecognizeFile}, {@link org.vavl.examples.PushStream}, {@link
 * org.vavl.examples.TrainOnTable}, {@link org.vavl.examples.OwnExtractors} and {@link org.vavl.examples.OwnModelFamily}.
 */
@NullMarked
package org.vavl.examples;

import org.jspecify.annotations.NullMarked;
