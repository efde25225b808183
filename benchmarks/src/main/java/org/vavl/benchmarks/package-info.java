/**
 * What Vavl's speed is measured with. {@link org.vavl.benchmarks.Measure} does one piece of work in a fresh Java
 * process and prints how long each repetition took; {@code benchmarks/compare.py} starts it in turn with the same work
 * in PyTorch. The classes named {@code …Benchmark} are for JMH and time the parts.
 */
@NullMarked
package org.vavl.benchmarks;

import org.jspecify.annotations.NullMarked;
