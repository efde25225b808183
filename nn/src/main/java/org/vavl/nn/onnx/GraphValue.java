package org.vavl.nn.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A value of a graph under construction. Its methods add an operation to the graph, and return what that gives; shapes are broadcast as in
 * libtorch. Dimensions count from 0, from the last as −1 backwards.
 */
public final class GraphValue extends ShapedValue {
    private final GraphBuilder graph;
    private final String name;

    GraphValue(GraphBuilder graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    @Override
    public GraphBuilder graph() {
        return graph;
    }

    /** Its name in the graph. */
    public String name() {
        return name;
    }

    @Override
    GraphValue value() {
        return this;
    }

    /** The sum. */
    public GraphValue plus(GraphValue other) {
        return to("Add", other);
    }

    /** The sum with a number of its type. */
    public GraphValue plus(GraphType type, double number) {
        return plus(graph.scalar(type, number));
    }

    /** The difference. */
    public GraphValue minus(GraphValue other) {
        return to("Sub", other);
    }

    /** The product, value by value. */
    public GraphValue times(GraphValue other) {
        return to("Mul", other);
    }

    /** The product of float32 values with a number. */
    public GraphValue times(double number) {
        return times(graph.scalar(GraphType.FLOAT32, number));
    }

    /** The quotient, value by value. */
    public GraphValue dividedBy(GraphValue other) {
        return to("Div", other);
    }

    /** The product of matrices in the last two dimensions. */
    public GraphValue matMul(GraphValue other) {
        return to("MatMul", other);
    }

    /** The larger of two values. */
    public GraphValue max(GraphValue other) {
        return to("Max", other);
    }

    /** The smaller of two values. */
    public GraphValue min(GraphValue other) {
        return to("Min", other);
    }

    /** Each value without its sign. */
    public GraphValue abs() {
        return to("Abs");
    }

    /** The whole number below. */
    public GraphValue floor() {
        return to("Floor");
    }

    /** The whole number above. */
    public GraphValue ceil() {
        return to("Ceil");
    }

    /** The square root. */
    public GraphValue sqrt() {
        return to("Sqrt");
    }

    /** The natural logarithm. */
    public GraphValue log() {
        return to("Log");
    }

    /** The sine. */
    public GraphValue sin() {
        return to("Sin");
    }

    /** max(x, 0). */
    public GraphValue relu() {
        return to("Relu");
    }

    /** 1/(1 + e⁻ˣ). */
    public GraphValue sigmoid() {
        return to("Sigmoid");
    }

    /** x·sigmoid(x). */
    public GraphValue silu() {
        return times(sigmoid());
    }

    /** x·Φ(x), with the normal distribution's Φ. */
    public GraphValue gelu() {
        GraphValue twiceShare = times(1 / Math.sqrt(2)).to("Erf").plus(GraphType.FLOAT32, 1);
        return times(twiceShare).times(0.5);
    }

    /** The first half of the last dimension times the sigmoid of the second. */
    public GraphValue glu() {
        List<GraphValue> halves = graph.node("Split", 2, List.of(this), List.of(Attributes.number("axis", -1)));
        return halves.get(0).times(halves.get(1).sigmoid());
    }

    /** The softmax over the last dimension. */
    public GraphValue softmax() {
        return to("Softmax", List.of(Attributes.number("axis", -1)));
    }

    /** (x − mean)/√(variance + epsilon)·weight + bias over the last dimension. */
    public GraphValue layerNorm(GraphValue weight, GraphValue bias, double epsilon) {
        return to(
                "LayerNormalization",
                List.of(Attributes.number("axis", -1), Attributes.real("epsilon", (float) epsilon)),
                weight,
                bias);
    }

    /** The sum over a dimension, which stays with size 1 if it is kept. */
    public GraphValue sum(int dimension, boolean kept) {
        return to("ReduceSum", List.of(Attributes.number("keepdims", kept ? 1 : 0)), graph.numbers(dimension));
    }

    /** The mean over a dimension, which stays with size 1 if it is kept. */
    public GraphValue mean(int dimension, boolean kept) {
        return to(
                "ReduceMean",
                List.of(Attributes.numbers("axes", dimension), Attributes.number("keepdims", kept ? 1 : 0)));
    }

    /** The largest value of a dimension, which goes. */
    public GraphValue largest(int dimension) {
        return to("ReduceMax", List.of(Attributes.numbers("axes", dimension), Attributes.number("keepdims", 0)));
    }

    /** The smallest value of a dimension, which goes. */
    public GraphValue smallest(int dimension) {
        return to("ReduceMin", List.of(Attributes.numbers("axes", dimension), Attributes.number("keepdims", 0)));
    }

    /** The sums of the values up to each along a dimension, with it or, where exclusive, without. */
    public GraphValue cumulativeSum(int dimension, boolean exclusive) {
        return to(
                "CumSum",
                List.of(Attributes.number("exclusive", exclusive ? 1 : 0)),
                graph.scalar(GraphType.INT64, dimension));
    }

    /** The same values of another type. */
    public GraphValue cast(GraphType type) {
        return to("Cast", List.of(Attributes.number("to", type.onnx().getNumber())));
    }

    /** Of a boolean: where it is not true. */
    public GraphValue not() {
        return to("Not");
    }

    /** Of two booleans. */
    public GraphValue and(GraphValue other) {
        return to("And", other);
    }

    /** Of two booleans. */
    public GraphValue or(GraphValue other) {
        return to("Or", other);
    }

    /** Where it is less than another. */
    public GraphValue isLess(GraphValue other) {
        return to("Less", other);
    }

    /** Where it is no more than another. */
    public GraphValue isAtMost(GraphValue other) {
        return to("LessOrEqual", other);
    }

    /** Of a boolean: one value where it is true, another where it is not. */
    public GraphValue choose(GraphValue ifTrue, GraphValue ifNot) {
        return to("Where", ifTrue, ifNot);
    }

    /**
     * A long short-term memory in one direction, of frames (T, B, F): what it answers after the last frame of each clip, (1, B, H).
     *
     * @param inputWeight (1, 4H, F), the input gate, the output gate, the forget gate, the cell
     * @param recurrentWeight (1, 4H, H)
     * @param bias (1, 8H), of both
     * @param lengthsB frames of each clip, int32, at least 1
     * @param units H
     */
    public GraphValue lstm(
            GraphValue inputWeight, GraphValue recurrentWeight, GraphValue bias, GraphValue lengthsB, long units) {
        return graph.node(
                        "LSTM",
                        3,
                        List.of(this, inputWeight, recurrentWeight, bias, lengthsB),
                        List.of(Attributes.number("hidden_size", units)))
                .get(1);
    }

    /** (x − mean)/√(variance + epsilon)·weight + bias for each channel, which is the second dimension. */
    public GraphValue batchNorm(
            GraphValue weight, GraphValue bias, GraphValue mean, GraphValue variance, double epsilon) {
        return to(
                "BatchNormalization",
                List.of(Attributes.real("epsilon", (float) epsilon)),
                weight,
                bias,
                mean,
                variance);
    }

    /** The means of squares of so many pixels on a side, which lie beside each other; what is left over at the end goes. */
    public GraphValue averagePool(long side) {
        return to(
                "AveragePool",
                List.of(Attributes.numbers("kernel_shape", side, side), Attributes.numbers("strides", side, side)));
    }

    /**
     * Convolves over all dimensions but the first two.
     *
     * @param weight (outputs, inputs / groups, kernel …)
     * @param bias (outputs), or none
     * @param groups of channels
     * @param stride in each dimension
     * @param padding zeros before and behind each dimension
     */
    public GraphValue convolve(GraphValue weight, List<GraphValue> bias, long groups, long[] stride, long[] padding) {
        List<GraphValue> inputs = new ArrayList<>(List.of(this, weight));
        inputs.addAll(bias);
        long[] both = Arrays.copyOf(padding, 2 * padding.length);
        System.arraycopy(padding, 0, both, padding.length, padding.length);
        return graph.node(
                        "Conv",
                        1,
                        inputs,
                        List.of(
                                Attributes.number("group", groups),
                                Attributes.numbers("strides", stride),
                                Attributes.numbers("pads", both)))
                .get(0);
    }
}
