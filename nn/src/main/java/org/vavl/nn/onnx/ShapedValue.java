package org.vavl.nn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What changes the shape of a value and the places of its elements, and leaves the elements as they are. */
public abstract sealed class ShapedValue permits GraphValue {
    ShapedValue() {}

    /** The graph that it is in. */
    public abstract GraphBuilder graph();

    abstract GraphValue value();

    /** An operation without attributes, of this value and others. */
    final GraphValue to(String operator, GraphValue... others) {
        return to(operator, List.of(), others);
    }

    final GraphValue to(String operator, List<AttributeProto> attributes, GraphValue... others) {
        List<GraphValue> inputs = new ArrayList<>();
        inputs.add(value());
        inputs.addAll(Arrays.asList(others));
        return graph().node(operator, 1, inputs, attributes).get(0);
    }

    /** In another shape: 0 stands for the size that the dimension has, −1 for what is left. */
    public GraphValue reshape(long... shape) {
        return to("Reshape", graph().numbers(shape));
    }

    /** In a shape that is computed. */
    public GraphValue reshape(GraphValue shape) {
        return to("Reshape", shape);
    }

    /** With its dimensions in another order. */
    public GraphValue permute(int... dimensions) {
        long[] order = Arrays.stream(dimensions).asLongStream().toArray();
        return to("Transpose", List.of(Attributes.numbers("perm", order)));
    }

    /** With dimensions of size 1, at these places of the result. */
    public GraphValue unsqueeze(long... dimensions) {
        return to("Unsqueeze", graph().numbers(dimensions));
    }

    /** Without these dimensions, of size 1. */
    public GraphValue squeeze(long... dimensions) {
        return to("Squeeze", graph().numbers(dimensions));
    }

    /** What of a dimension lies from a place up to before another; both are lists of one whole number. */
    public GraphValue slice(int dimension, GraphValue begin, GraphValue end) {
        return to("Slice", begin, end, graph().numbers(dimension));
    }

    /** Every so manieth of a dimension, from the first on. */
    public GraphValue every(int dimension, int step) {
        return to("Slice", graph().numbers(0), size(dimension), graph().numbers(dimension), graph().numbers(step));
    }

    /** Behind one another along a dimension. */
    public GraphValue concat(int dimension, GraphValue... others) {
        return to("Concat", List.of(Attributes.number("axis", dimension)), others);
    }

    /** In equal parts along a dimension. */
    public List<GraphValue> split(int dimension, int parts) {
        return graph().node("Split", parts, List.of(value()), List.of(Attributes.number("axis", dimension)));
    }

    /** Of each place, the value at another place of the dimension. */
    public GraphValue gather(int dimension, GraphValue indices) {
        return to("GatherElements", List.of(Attributes.number("axis", dimension)), indices);
    }

    /** Repeated along dimensions of size 1, up to a shape that is computed. */
    public GraphValue expand(GraphValue shape) {
        return to("Expand", shape);
    }

    /** Of a shape that is computed: zeros of that shape, float32. */
    public GraphValue zeros() {
        return to("ConstantOfShape");
    }

    /** The size of a dimension, a list of one whole number. */
    public GraphValue size(int dimension) {
        return to("Shape", List.of(Attributes.number("start", dimension), Attributes.number("end", dimension + 1)));
    }

    /** Of a number without dimension: the numbers from it by a step up to before another. */
    public GraphValue range(GraphValue end, double step, GraphType type) {
        return to("Range", end, graph().scalar(type, step));
    }

    /** The places of a dimension's values, from the largest value to the smallest; the first count, a list of one whole number. */
    public GraphValue descendingPlaces(int dimension, GraphValue count) {
        return graph().node("TopK", 2, List.of(value(), count), List.of(Attributes.number("axis", dimension)))
                .get(1);
    }

    /** Before and behind the values their mirror image about the first and the last of them; widths as in {@link #pad}. */
    public GraphValue mirrored(GraphValue widths) {
        return to("Pad", List.of(Attributes.text("mode", "reflect")), widths);
    }

    /** Before and behind the values the first and the last of them again; widths as in {@link #pad}. */
    public GraphValue extended(GraphValue widths) {
        return to("Pad", List.of(Attributes.text("mode", "edge")), widths);
    }

    /** Zeros behind the values; widths are twice as many whole numbers as dimensions, those before and then those behind. */
    public GraphValue pad(GraphValue widths) {
        return to("Pad", widths);
    }
}
