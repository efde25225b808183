package org.vavl.nn.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** What the elements of a graph's value are. */
public enum GraphType {
    FLOAT32(DataType.FLOAT),
    FLOAT64(DataType.DOUBLE),
    INT32(DataType.INT32),
    INT64(DataType.INT64),
    BOOLEAN(DataType.BOOL);

    private final DataType onnx;

    GraphType(DataType onnx) {
        this.onnx = onnx;
    }

    DataType onnx() {
        return onnx;
    }
}
