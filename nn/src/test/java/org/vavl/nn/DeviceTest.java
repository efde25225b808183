package org.vavl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;

class DeviceTest {
    @ParameterizedTest
    @CsvSource({"cpu, CPU, 0, cpu", "cuda, CUDA, 0, cuda:0", "cuda:0, CUDA, 0, cuda:0", "cuda:12, CUDA, 12, cuda:12"})
    void namesAreRead(String name, Device.Type type, int index, String printed) {
        Device device = Device.parse(name);
        assertThat(device).isEqualTo(new Device(type, index)).hasToString(printed);
        assertThat(Device.parse(device.toString())).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CPU", "gpu", "cpu:0", "cuda:", "cuda:-1", "cuda:1000", "cuda:1 ", "mps"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> Device.parse(name))
                .isInstanceOf(VavlException.class)
                .hasMessage("device '" + name + "' is not known: use cpu, cuda or cuda:N");
    }

    @ParameterizedTest
    @CsvSource({"CPU, 1", "CPU, -1", "CUDA, -1"})
    void indicesThatCannotBeAreRefused(Device.Type type, int index) {
        assertThatThrownBy(() -> new Device(type, index)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tensorsAreMadeWithItsOptions() {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = torch.ones(new long[] {2}, TorchDevice.options(Device.CPU, ScalarType.Double));
            assertThat(tensor.scalar_type().intern()).isEqualTo(ScalarType.Double);
            assertThat(tensor.device().is_cpu()).isTrue();
            assertThat(tensor.requires_grad()).isFalse();
        }
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        LibTorch.load();
        assumeFalse(torch.cuda_is_available());
        assertThatThrownBy(() -> TorchDevice.require(new Device(Device.Type.CUDA, 3)))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("device 'cuda:3' is not there");
    }
}
