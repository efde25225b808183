package org.vavl.nn;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** How a parameter's first values are drawn, as the layers of PyTorch draw theirs. */
@FunctionalInterface
public interface Initialisation {
    /** Overwrites a tensor's values, from libtorch's generator of random numbers. */
    void fill(Tensor tensor);

    /** Zeros: biases of norms. */
    static Initialisation zeros() {
        return tensor -> tensor.fill_(new Scalar(0.0));
    }

    /** Ones: scales of norms. */
    static Initialisation ones() {
        return tensor -> tensor.fill_(new Scalar(1.0));
    }

    /** Uniformly from −bound to bound. */
    static Initialisation uniform(double bound) {
        return tensor -> tensor.uniform_(-bound, bound, new GeneratorOptional());
    }

    /** Uniformly from the lowest to the highest. */
    static Initialisation uniform(double lowest, double highest) {
        return tensor -> tensor.uniform_(lowest, highest, new GeneratorOptional());
    }

    /** From a normal distribution around 0. */
    static Initialisation normal(double standardDeviation) {
        return tensor -> tensor.normal_(0, standardDeviation, new GeneratorOptional());
    }

    /** Uniformly within 1/√(number of inputs of one output), as PyTorch draws linear layers and convolutions. */
    static Initialisation forInputs(int inputs) {
        return uniform(1 / Math.sqrt(inputs));
    }

    /** Uniformly within √(6/(inputs + outputs)) (Glorot and Bengio 2010). */
    static Initialisation xavierUniform(int inputs, int outputs) {
        return uniform(Math.sqrt(6.0 / (inputs + outputs)));
    }
}
