package org.vavl.model.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.compute.Device;
import org.vavl.features.audio.whisper.WhisperSpectrum;
import org.vavl.model.HeadOutput;
import org.vavl.model.ModalityBatch;
import org.vavl.model.UnimodalNetwork;
import org.vavl.model.whisper.Whisper;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.HostTensors;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.ParameterStore;
import org.vavl.nn.TorchDevice;
import org.vavl.nn.layers.ValidFrames;

/**
 * The encoder of Whisper and a head, as {@link SpeechModel} is of wav2vec 2.0: the mean over the clip's frames of what the encoder says, then
 * the head of the paper's section 4.2. The spectrum is made of each clip's samples alone, and no gradient goes through it.
 *
 * <p>Samples that are not valid within a clip, as augmentation leaves them, are silence.
 *
 * <p>While training, bands and spans of the spectrum may be hidden: {@link SpectrumMasks}.
 *
 * <p>N clips of T samples, D values of a frame, C outputs. Parameters: {@code whisper}, with the names of {@link Whisper}, and {@code head}.
 */
final class WhisperSpeechModel extends UnimodalNetwork {
    private static final String NETWORK = "whisper";

    private final WhisperSpeechConfiguration sizes;
    private final Whisper network;
    private final SpeechHead head;

    WhisperSpeechModel(WhisperSpeechConfiguration sizes, Modality samples, Task task, ParameterStore parameters) {
        super(sizes, samples, task, parameters);
        this.sizes = sizes;
        network = new Whisper(network(parameters), sizes.network(), sizes.encoderDropout());
        head = new SpeechHead(
                parameters.root().child("head"),
                new SpeechHead.Sizes(sizes.network().width(), sizes.headWidth(), sizes.headDropout()),
                task.outputs());
    }

    /** Where the parameters of the encoder are. */
    static ParameterPath network(ParameterStore parameters) {
        return parameters.root().child(NETWORK);
    }

    /** The spectrum is relative to each clip's loudest part, if at all. */
    @Override
    public boolean takesRaw(Modality modality) {
        return true;
    }

    /** For as long as there are positions. */
    @Override
    public int mostFrames(Modality modality) {
        return Math.min(super.mostFrames(modality), sizes.network().positions()) * 2 * WhisperSpectrum.HOP;
    }

    @Override
    protected HeadOutput predict(ModalityBatch part, ForwardMode mode) {
        Tensor samplesNT = part.featuresNTD().squeeze(2).mul(part.validNT());
        List<float[]> spectra = spectra(samplesNT, part.validNT());
        int bands = sizes.network().melBands();
        if (mode.training() && !sizes.spectrumMasks().isNone()) {
            SplittableRandom random = new SplittableRandom(drawn());
            spectra.forEach(spectrum -> sizes.spectrumMasks().hide(spectrum, bands, random));
        }
        List<Integer> lengths =
                spectra.stream().map(spectrum -> spectrum.length / bands).toList();
        Tensor melNTM = padded(spectra, bands).to(samplesNT.device(), ScalarType.Float);
        Tensor pooledND = network.pooled(melNTM, lengths, mode);
        return new HeadOutput(part.rows(), head.forward(pooledND, mode), pooledND);
    }

    /** A number of libtorch's generator, which the training seeds. */
    private static long drawn() {
        try (PointerScope scope = new PointerScope()) {
            return torch.empty(
                            new long[] {1},
                            TorchDevice.options(Device.CPU, ScalarType.Long),
                            new MemoryFormatOptional())
                    .random_(Long.MIN_VALUE, new LongOptional())
                    .item_long();
        }
    }

    private List<float[]> spectra(Tensor samplesNT, Tensor validNT) {
        try (PointerScope scope = new PointerScope()) {
            Tensor lengthsN = ValidFrames.lengths(validNT).to(ScalarType.Int).cpu();
            int[] lengths = new int[(int) lengthsN.numel()];
            lengthsN.data_ptr_int().get(lengths);
            Tensor hostNT = samplesNT.detach().cpu().to(ScalarType.Float).contiguous();
            List<float[]> spectra = new ArrayList<>();
            for (int clip = 0; clip < lengths.length; clip++) {
                if (lengths[clip] < WhisperSpectrum.LEAST_SAMPLES) {
                    throw new VavlException("a clip has " + lengths[clip] + " samples, and must have at least "
                            + WhisperSpectrum.LEAST_SAMPLES);
                }
                float[] samples = new float[lengths[clip]];
                hostNT.select(0, clip).contiguous().data_ptr_float().get(samples);
                spectra.add(WhisperSpectrum.of(samples, sizes.network().melBands()));
            }
            return spectra;
        }
    }

    private static Tensor padded(List<float[]> spectra, int bands) {
        int longest =
                spectra.stream().mapToInt(spectrum -> spectrum.length).max().orElseThrow();
        float[] all = new float[Math.multiplyExact(spectra.size(), longest)];
        for (int clip = 0; clip < spectra.size(); clip++) {
            float[] spectrum = spectra.get(clip);
            System.arraycopy(spectrum, 0, all, clip * longest, spectrum.length);
        }
        return HostTensors.of(all, spectra.size(), longest / bands, bands);
    }
}
