/** Answers on ONNX Runtime beside the same on libtorch. Start with {@link org.vavl.benchmarks.engine.EngineComparison}. */
@NullMarked
package org.vavl.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
