package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.CpuFeatures;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

class PrecisionTest {
    @ParameterizedTest
    @EnumSource
    void namesAreReadAsTheyArePrinted(Precision precision) {
        assertThat(Precision.parse(precision.toString(), Device.CPU, TorchDevice::hasBfloat16Products))
                .isEqualTo(precision);
    }

    @Test
    void autoIsBfloat16WhereTheDeviceHasInstructionsForIt() {
        boolean has = CpuFeatures.ofThisMachine().hasBfloat16Products();
        assertThat(Precision.parse("auto", Device.CPU, TorchDevice::hasBfloat16Products))
                .isEqualTo(has ? Precision.BFLOAT16 : Precision.FLOAT32);
    }

    @ParameterizedTest
    @CsvSource({"auto, true, BFLOAT16", "auto, false, FLOAT32", "float32, true, FLOAT32", "bfloat16, false, BFLOAT16"})
    void autoAsksTheVeryCard(String name, boolean has, Precision expected) {
        Device second = new Device(Device.Type.CUDA, 1);
        Set<Device> asked = new HashSet<>();
        assertThat(Precision.parse(name, second, device -> asked.add(device) && has))
                .isEqualTo(expected);
        assertThat(asked).isEqualTo(name.equals("auto") ? Set.of(second) : Set.of());
    }

    @Test
    void aCardThatIsNotThereCannotBeAsked() {
        LibTorch.load();
        assumeFalse(torch.cuda_is_available());
        Device card = new Device(Device.Type.CUDA, 0);
        assertThatThrownBy(() -> Precision.parse("auto", card, TorchDevice::hasBfloat16Products))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:0' is not there");
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> Precision.parse("float16", Device.CPU, TorchDevice::hasBfloat16Products))
                .isInstanceOf(VavlException.class)
                .hasMessage("precision 'float16' is not known: use auto, float32 or bfloat16");
    }

    @ParameterizedTest
    @EnumSource
    void factorsHaveItsType(Precision precision) {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Tensor factor = ForwardMode.inference(precision).toComputeType(torch.ones(3));
            assertThat(factor.scalar_type().intern()).isEqualTo(ScalarTypes.of(precision));
        }
    }

    @Test
    void flagsOfTheFirstProcessorAreRead() {
        CpuFeatures intel = CpuFeatures.parse(Stream.of(
                "processor\t: 0",
                "model name\t: some flags",
                "flags\t\t: fpu avx512f amx_bf16",
                "vmx flags\t: vnmi",
                "processor\t: 1",
                "flags\t\t: fpu"));
        assertThat(intel.flags()).containsExactlyInAnyOrder("fpu", "avx512f", "amx_bf16");
        assertThat(intel.hasBfloat16Products()).isTrue();
        assertThat(CpuFeatures.parse(Stream.of("Features\t: fp asimd bf16")).hasBfloat16Products())
                .isTrue();
        assertThat(CpuFeatures.parse(Stream.of("flags : avx512f")).hasBfloat16Products())
                .isFalse();
        assertThat(CpuFeatures.parse(Stream.empty()).flags()).isEmpty();
        assertThat(CpuFeatures.parse(Stream.of("flags\t\t:")).hasBfloat16Products())
                .isFalse();
    }
}
