package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;

class ParameterStoreTest {
    private static final Initialisation DRAWN = Initialisation.normal(1);

    @Test
    void valuesDependOnSeedAndNameAlone() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1);
                ParameterStore reordered = ParameterStore.initialised(Device.CPU, 1);
                ParameterStore other = ParameterStore.initialised(Device.CPU, 2)) {
            Tensor a = store.root().child("a").create("weight", DRAWN, 5, 3);
            Tensor b = store.root().child("b").create("weight", DRAWN, 5, 3);
            reordered.root().child("b").create("weight", DRAWN, 5, 3);
            LibTorch.seed(99);
            assertThat(a.equal(reordered.root().child("a").create("weight", DRAWN, 5, 3)))
                    .isTrue();
            assertThat(a.equal(b)).isFalse();
            assertThat(a.equal(other.root().child("a").create("weight", DRAWN, 5, 3)))
                    .isFalse();
        }
    }

    @Test
    void initialisationsDrawWithinTheirBounds() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
            ParameterPath root = store.root();
            assertThat(largest(root.create("zeros", Initialisation.zeros(), 10)))
                    .isZero();
            assertThat(root.create("ones", Initialisation.ones(), 10).sum().item_double())
                    .isEqualTo(10);
            assertThat(largest(root.create("inputs", Initialisation.forInputs(25), 10_000)))
                    .isBetween(0.199, 0.2);
            assertThat(largest(root.create("xavier", Initialisation.xavierUniform(2, 4), 10_000)))
                    .isBetween(0.999, 1.0);
            assertThat(root.create("normal", Initialisation.normal(0.5), 10_000)
                            .std(true)
                            .item_double())
                    .isBetween(0.48, 0.52);
        }
    }

    private static double largest(Tensor tensor) {
        return tensor.abs().max().item_double();
    }

    @Test
    void parametersAreFloat32LeavesInTheOrderOfTheirCreation() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
            Tensor weight = store.root().child("encoder").child(0).create("weight", DRAWN, 2, 3);
            store.root().create("bias", DRAWN, 4);
            assertThat(store.parameters().keySet()).containsExactly("encoder.0.weight", "bias");
            assertThat(weight.scalar_type().intern()).isEqualTo(ScalarType.Float);
            assertThat(weight.is_leaf() && weight.requires_grad()).isTrue();
            assertThat(store.count()).isEqualTo(10);
            assertThat(store.root().child("encoder").count()).isEqualTo(6);
        }
    }

    @Test
    void aParameterBelongsToTheInnermostGroupAndStatisticsToNone() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
            ParameterPath encoder = store.root().newGroup("encoder");
            ParameterPath frozen = encoder.child(0).newGroup("convolution");
            frozen.child("deep").create("weight", DRAWN, 2);
            encoder.child(0).create("bias", DRAWN, 3);
            encoder.createStatistic("mean", Initialisation.zeros(), 5);
            store.root().child("encoders").create("weight", DRAWN, 7);
            assertThat(store.groups())
                    .extracting(ParameterGroup::name)
                    .containsExactly("", "encoder", "encoder.0.convolution");
            assertThat(store.learnable().keySet())
                    .containsExactly("encoder.0.convolution.deep.weight", "encoder.0.bias", "encoders.weight");
            assertThat(store.learnable(Set.of(encoder.group(), frozen.group())).keySet())
                    .containsExactly("encoder.0.convolution.deep.weight", "encoder.0.bias");
            assertThat(encoder.group().parameters()).containsOnlyKeys("encoder.0.bias");
            assertThat(store.root().group().parameters()).containsOnlyKeys("encoders.weight");
            assertThat(encoder.parameters()).containsOnlyKeys("0.convolution.deep.weight", "0.bias", "mean");
            assertThat(encoder.count()).isEqualTo(5);
            assertThat(store.root().find("encoder.0.convolution").map(ParameterPath::count))
                    .contains(2L);
            assertThat(store.root().find("encoder.1")).isEmpty();
            frozen.group().freeze();
            store.learnable()
                    .forEach((name, parameter) ->
                            assertThat(parameter.requires_grad()).as(name).isNotEqualTo(name.contains("convolution")));
        }
    }

    @Test
    void noGroupStartsWhereThereIsSomethingAlready() {
        try (ParameterStore store = ParameterStore.shapesOnly()) {
            store.root().child("encoder").create("bias", DRAWN, 4);
            assertThatThrownBy(() -> store.root().newGroup("encoder"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is a place encoder already: no group can start there");
        }
    }

    @Test
    void shapesTakeNoMemory() {
        try (ParameterStore store = ParameterStore.shapesOnly()) {
            Tensor huge = store.root().create("weight", DRAWN, 1 << 20, 1 << 20);
            assertThat(huge.shape()).containsExactly(1 << 20, 1 << 20);
            assertThat(store.count()).isEqualTo(1L << 40);
        }
    }

    @Test
    void aNameCanBeTakenOnce() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
            store.root().create("bias", DRAWN, 4);
            assertThatThrownBy(() -> store.root().create("bias", DRAWN, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the parameter bias exists already");
        }
    }

    @Test
    void loadCopiesValuesOfAnyTypeAndKeepsTheParametersLeaves() {
        try (ParameterStore store = ParameterStore.uninitialised(Device.CPU);
                PointerScope scope = new PointerScope()) {
            Tensor parameter = store.root().create("weight", DRAWN, 2, 2);
            Tensor value = torch.randn(2, 2).to(ScalarType.BFloat16);
            store.load(Map.of("weight", value), "test");
            assertThat(parameter.equal(value.to(ScalarType.Float))).isTrue();
            value.fill_(new Scalar(7));
            assertThat(largest(parameter)).isLessThan(7);
            assertThat(parameter.is_leaf() && parameter.requires_grad()).isTrue();
        }
    }

    @Test
    void loadRefusesWhatDoesNotFitAndChangesNothingThen() {
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1);
                PointerScope scope = new PointerScope()) {
            Tensor first = store.root().create("a", DRAWN, 2);
            store.root().create("b", DRAWN, 2, 3);
            Tensor before = first.detach().clone();

            assertRefused(
                    store,
                    Map.of("a", new long[] {2}),
                    "f does not fit the network: it lacks b and has unknown nothing among 1 parameters");
            assertRefused(
                    store,
                    Map.of("a", new long[] {2}, "b", new long[] {2, 3}, "c", new long[] {1}),
                    "f does not fit the network: it lacks nothing and has unknown c among 3 parameters");
            assertRefused(
                    store,
                    Map.of("a", new long[] {2}, "b", new long[] {3, 2}),
                    "f does not fit the network: b is [3, 2], and must be [2, 3]");
            assertRefused(
                    store,
                    Map.of("a", new long[] {2}, "b", new long[] {6}),
                    "f does not fit the network: b is [6], and must be [2, 3]");
            assertThat(first.equal(before)).isTrue();
        }
    }

    private static void assertRefused(ParameterStore store, Map<String, long[]> shapes, String message) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> values.put(name, torch.zeros(shape)));
        assertThatThrownBy(() -> store.load(values, "f"))
                .isInstanceOf(VavlException.class)
                .hasMessage(message);
    }

    @Test
    void parametersOutliveTheScopeInWhichTheyAreCreatedAndDieWithTheStore() {
        Tensor parameter;
        try (ParameterStore store = ParameterStore.initialised(Device.CPU, 1)) {
            try (PointerScope scope = new PointerScope()) {
                parameter = store.root().create("weight", DRAWN, 3);
            }
            assertThat(parameter.isNull()).isFalse();
            assertThat(parameter.numel()).isEqualTo(3);
            store.close();
            assertThat(store.parameters()).isEmpty();
        }
        assertThat(parameter.isNull()).isTrue();
        assertThatThrownBy(parameter::numel).isInstanceOf(NullPointerException.class);
    }
}
