package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.CpuFeatures;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

class PrecisionTest {
    @ParameterizedTest
    @EnumSource
    void namesAreReadAsTheyArePrinted(Precision precision) {
        assertThat(Precision.parse(precision.toString(), Device.CPU)).isEqualTo(precision);
    }

    @Test
    void autoIsBfloat16WhereTheDeviceHasInstructionsForIt() {
        boolean has = CpuFeatures.ofThisMachine().hasBfloat16Products();
        assertThat(Precision.parse("auto", Device.CPU)).isEqualTo(has ? Precision.BFLOAT16 : Precision.FLOAT32);
        assertThat(Precision.parse("auto", new Device(Device.Type.CUDA, 0))).isEqualTo(Precision.BFLOAT16);
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> Precision.parse("float16", Device.CPU))
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
