package org.vavl.recognition.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Set;
import org.vavl.core.VavlException;

/** Checks one operation of a graph: it is one of ONNX's own that exports are made of, and has no network of its own. */
final class OnnxOperation {
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;
    private static final int DOMAIN = 7;

    /** An attribute's fields for tensors, graphs and types. */
    private static final Set<Integer> NESTED = Set.of(5, 6, 10, 11, 14, 15, 22, 23);

    /** What exports are made of. */
    private static final Set<String> KNOWN = Set.of(
            "Abs",
            "Add",
            "And",
            "AveragePool",
            "BatchNormalization",
            "Cast",
            "Ceil",
            "Concat",
            "ConstantOfShape",
            "Conv",
            "CumSum",
            "Div",
            "Erf",
            "Expand",
            "Floor",
            "GatherElements",
            "Identity",
            "LSTM",
            "LayerNormalization",
            "Less",
            "LessOrEqual",
            "Log",
            "MatMul",
            "Max",
            "Min",
            "Mul",
            "Not",
            "Or",
            "Pad",
            "Range",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceSum",
            "Relu",
            "Reshape",
            "Shape",
            "Sigmoid",
            "Sin",
            "Slice",
            "Softmax",
            "Split",
            "Sqrt",
            "Squeeze",
            "Sub",
            "TopK",
            "Transpose",
            "Unsqueeze",
            "Where");

    private OnnxOperation() {}

    /** @throws VavlException if it is not such an operation; the message is to follow the file's name */
    static void check(CodedInputStream in) throws IOException {
        OnnxMessage.read(in, (number, field) -> {
            switch (number) {
                case OPERATOR -> requireKnown(field.readStringRequireUtf8());
                case DOMAIN -> requireOnnx(field.readStringRequireUtf8());
                case ATTRIBUTE -> OnnxMessage.read(field, OnnxOperation::attributeField);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private static void requireKnown(String operator) {
        if (!KNOWN.contains(operator)) {
            throw new VavlException("it uses the operator '" + operator + "', which no export uses");
        }
    }

    /** @throws VavlException if the domain is not ONNX's own */
    static void requireOnnx(String domain) {
        if (!domain.isEmpty() && !domain.equals("ai.onnx")) {
            throw new VavlException("it uses operators of '" + domain + "', and must use ONNX's own alone");
        }
    }

    private static boolean attributeField(int number, CodedInputStream in) {
        if (NESTED.contains(number)) {
            throw new VavlException("an operator has a tensor or a network of its own, which no export has");
        }
        return false;
    }
}
