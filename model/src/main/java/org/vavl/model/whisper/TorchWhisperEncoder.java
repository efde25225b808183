package org.vavl.model.whisper;

import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.features.audio.whisper.WhisperEncoder;
import org.vavl.features.audio.whisper.WhisperSettings;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;

/** A Whisper network's encoder on libtorch. It answers one thread at a time, on all cores. */
public final class TorchWhisperEncoder implements WhisperEncoder {
    private final Device device;
    private final ParameterStore parameters;
    private final Whisper network;
    private final String digest;
    private final ForwardMode mode;
    private final ReentrantLock networkInUse = new ReentrantLock(true);

    /**
     * Loads an encoder up to the block that the settings name.
     *
     * @param device where it runs
     * @throws VavlException if the weights cannot be read or do not fit the configuration, there is no such block, or this machine lacks the
     *     device
     */
    public TorchWhisperEncoder(WhisperSource source, WhisperSettings settings, Device device) {
        this.device = device;
        WhisperConfiguration configuration = source.configuration().upToOrLast(settings.block());
        mode = ForwardMode.inference(settings.precision());
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            parameters = opened.add(ParameterStore.forInference(device, settings.precision()), ParameterStore::close);
            network = new Whisper(parameters.root(), configuration, 0);
            digest = opened.returned(WhisperWeights.loadAndDigest(source, parameters.root()));
        }
    }

    @Override
    public int melBands() {
        return network.configuration().melBands();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int width() {
        return network.configuration().width();
    }

    @Override
    public int positions() {
        return network.configuration().positions();
    }

    @Override
    public int block() {
        return network.configuration().blocks();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public float[] encode(float[] melTM, int spectra) {
        networkInUse.lock();
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor melBTM = HostTensors.of(melTM, 1, spectra, melBands()).to(TorchDevice.of(device), ScalarType.Float);
            Tensor answer = network.forward(melBTM, mode).cpu().contiguous();
            float[] values = new float[Math.toIntExact(answer.numel())];
            answer.data_ptr_float().get(values);
            return values;
        } finally {
            networkInUse.unlock();
        }
    }

    @Override
    public void close() {
        parameters.close();
    }
}
