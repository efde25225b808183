package org.vavl.model.face;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;
import org.vavl.features.FaceCropSettings;
import org.vavl.features.FaceCropSettings.Framing;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;
import org.vavl.model.inference.ModelFile;
import org.vavl.model.inference.ParameterDigest;
import org.vavl.model.inference.TrainedModel;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.TorchDevice;
import org.vavl.recognition.onnx.ExportedFaceProvider;

/**
 * Describes faces by the embedding of a trained model of {@link org.vavl.model.face}: grey aligned faces of S×S pixels in, E values out.
 * FER2013's faces, which such models learn from, have their eyes where aligned faces have them, within 5 % of the picture's side.
 *
 * <p>The version is a digest of the model, so that features of different models are never mixed.
 */
final class FaceModelExtractor implements VisualExtractor {
    /** Its name. */
    static final String NAME = ExportedFaceProvider.NAME;

    private static final int BATCH = 64;

    private final TrainedModel model;
    private final FaceModel network;
    private final ExtractorId id;

    private FaceModelExtractor(TrainedModel model, FaceModel network) {
        this.model = model;
        this.network = network;
        this.id = new ExtractorId(NAME, ParameterDigest.of(model));
    }

    /**
     * Opens a model as an extractor.
     *
     * @param device where it runs
     * @throws VavlException if the file cannot be read, its model is none over face images, or this machine lacks the device
     */
    static FaceModelExtractor open(Path file, Device device) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            TrainedModel model = opened.add(ModelFile.read(file, device), TrainedModel::close);
            if (!(model.network() instanceof FaceModel faces)) {
                throw new VavlException(file + " holds no model over face images: model must be {name: face}");
            }
            return opened.returned(new FaceModelExtractor(model, faces));
        }
    }

    @Override
    public ExtractorId id() {
        return id;
    }

    @Override
    public Device device() {
        return model.network().parameters().device();
    }

    @Override
    public int width() {
        return network.embedding();
    }

    @Override
    public FaceCropSettings crop() {
        return new FaceCropSettings(network.side(), network.side(), Framing.ALIGNED, Image.GREY);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public float[] extract(List<Image> faces) {
        int pixels = network.side() * network.side();
        try (PointerScope scope = new PointerScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Tensor pixelsNP = torch.empty(
                    new long[] {faces.size(), pixels},
                    TorchDevice.options(Device.CPU, ScalarType.Byte),
                    new MemoryFormatOptional());
            BytePointer to = new BytePointer(pixelsNP.data_ptr());
            byte[] picture = new byte[pixels];
            for (int n = 0; n < faces.size(); n++) {
                ByteBuffer from = faces.get(n).pixels();
                from.get(picture);
                to.position((long) n * pixels).put(picture, 0, pixels);
            }
            Tensor embeddedNE = network.embed(
                            pixelsNP.to(TorchDevice.of(device()), ScalarType.Byte),
                            ForwardMode.inference(Precision.FLOAT32))
                    .cpu()
                    .contiguous();
            float[] values = new float[faces.size() * network.embedding()];
            new FloatPointer(embeddedNE.data_ptr()).get(values);
            return values;
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
