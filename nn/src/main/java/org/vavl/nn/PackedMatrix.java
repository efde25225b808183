package org.vavl.nn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.vavl.core.compute.CpuFeatures;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.NativeThreads;
import org.vavl.core.compute.Precision;

/**
 * Matrices in the layout that oneDNN's kernels read. libtorch's own product brings a matrix into it every time, which takes a fifth
 * of a product with the frames of one clip; a network used for inference only does it once, when it is loaded. Nothing but
 * {@link #product} can read the values of such a matrix; its shape and element type are as before.
 */
public final class PackedMatrix {
    /** The rows for which oneDNN chooses its layout; it serves any number. */
    private static final long ROWS = 128;

    private PackedMatrix() {}

    /** oneDNN's operators, which libtorch has under their names alone. */
    private static final class Operators {
        static final OperatorHandle REORDER = find("mkldnn::_reorder_linear_weight");
        static final OperatorHandle PRODUCT = find("mkldnn::_linear_pointwise");
        static final IValue NOTHING = kept(new IValue());
        static final IValue NO_FUNCTION_AFTERWARDS = kept(new IValue("none"));
        static final IValue NO_NUMBERS = noNumbers();

        private static OperatorHandle find(String name) {
            OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow(name, "");
            operator.retainReference();
            return operator;
        }

        /** An empty list, of the type that the product wants for the numbers of the function that could follow it. */
        private static IValue noNumbers() {
            try (PointerScope scope = new PointerScope()) {
                int place = PRODUCT.schema().argumentIndexWithName("scalars").get();
                return kept(new IValue(new GenericList(PRODUCT.schema()
                        .arguments()
                        .getPointer(place)
                        .type()
                        .get()
                        .containedType(0))));
            }
        }

        private static IValue kept(IValue value) {
            value.retainReference();
            return value;
        }
    }

    /** Whether matrices can be packed: on the CPU, where this libtorch has oneDNN and that has kernels for the precision. */
    static boolean isPossible(Device device, Precision precision) {
        return device.equals(Device.CPU)
                && NativeThreads.hasOneDnn(LibTorch.load())
                && (precision == Precision.FLOAT32
                        || CpuFeatures.ofThisMachine().hasBfloat16Products());
    }

    /**
     * Packs a matrix.
     *
     * @param weight (outputs, inputs)
     */
    static Tensor pack(Tensor weight) {
        return call(Operators.REORDER, new IValue(weight), new IValue(ROWS));
    }

    /** Whether a matrix is packed. */
    public static boolean isPacked(Tensor weight) {
        return weight.is_mkldnn();
    }

    /**
     * x Wᵀ.
     *
     * @param x (…, inputs)
     * @param packed W, (outputs, inputs), packed
     * @return (…, outputs), in the matrix's type
     */
    public static Tensor product(Tensor x, Tensor packed) {
        return product(x, packed, Operators.NOTHING);
    }

    /**
     * x Wᵀ + b.
     *
     * @param x (…, inputs)
     * @param packed W, (outputs, inputs), packed
     * @param bias b, (outputs)
     * @return (…, outputs), in the matrix's type
     */
    public static Tensor product(Tensor x, Tensor packed, Tensor bias) {
        return product(x, packed, new IValue(bias.to(packed.scalar_type())));
    }

    private static Tensor product(Tensor x, Tensor packed, IValue bias) {
        return call(
                Operators.PRODUCT,
                new IValue(x.to(packed.scalar_type())),
                new IValue(packed),
                bias,
                Operators.NO_FUNCTION_AFTERWARDS,
                Operators.NO_NUMBERS,
                Operators.NOTHING);
    }

    /** Operators take their arguments from a stack and leave their result there, from where it is copied: it lives as long as the stack. */
    private static Tensor call(OperatorHandle operator, IValue... arguments) {
        IValueVector stack = new IValueVector(arguments);
        Dispatcher.singleton().callBoxed(operator, stack);
        return new Tensor(stack.get(0).toTensor());
    }
}
