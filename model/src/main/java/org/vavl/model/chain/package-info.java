/**
 * The whole way from samples and face crops to a model's heads as one ONNX file, {@link org.vavl.model.chain.ChainExport}: the extractors' graphs, and behind
 * them the model's.
 */
@NullMarked
package org.vavl.model.chain;

import org.jspecify.annotations.NullMarked;
