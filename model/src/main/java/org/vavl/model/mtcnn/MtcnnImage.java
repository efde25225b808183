package org.vavl.model.mtcnn;

import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.vavl.core.compute.Device;
import org.vavl.features.Image;
import org.vavl.features.vision.image.Box;
import org.vavl.features.vision.image.ImageRegion;
import org.vavl.model.mtcnn.MtcnnCandidate.Corners;
import org.vavl.nn.HostTensors;
import org.vavl.nn.TorchDevice;

/**
 * A picture as MTCNN's networks see it: made smaller or larger by the means of areas, with colours from −1 to 1.
 *
 * @param pixels (1, 3, H, W), float32, 0 to 255
 * @param region which part it is of the picture that was given
 */
record MtcnnImage(Tensor pixels, ImageRegion region) {
    /** The whole picture, on the device on which networks see it. */
    static MtcnnImage of(Image image, Device device) {
        return of(image, device, new Box(0, 0, image.width(), image.height()));
    }

    /** The part of a picture that a box covers. */
    static MtcnnImage of(Image image, Device device, Box box) {
        ImageRegion region = ImageRegion.of(box, image.width(), image.height());
        ByteBuffer bytes = image.pixels();
        int area = region.width() * region.height();
        float[] planes = new float[3 * area];
        byte[] row = new byte[region.width() * image.channels()];
        for (int y = 0; y < region.height(); y++) {
            bytes.position(((region.top() + y) * image.width() + region.left()) * image.channels());
            bytes.get(row);
            for (int channel = 0; channel < 3; channel++) {
                int to = channel * area + y * region.width();
                for (int x = 0; x < region.width(); x++) {
                    planes[to + x] = row[x * image.channels() + channel % image.channels()] & 0xFF;
                }
            }
        }
        Tensor pixels = HostTensors.of(planes, 1, 3, region.height(), region.width());
        return new MtcnnImage(pixels.to(TorchDevice.of(device), ScalarType.Float), region);
    }

    /** H. */
    long height() {
        return pixels.size(2);
    }

    /** W. */
    long width() {
        return pixels.size(3);
    }

    /** The whole picture in another size, (1, 3, height, width). */
    Tensor resized(long height, long width) {
        return resized(pixels, height, width);
    }

    private static Tensor resized(Tensor pixels, long height, long width) {
        return torch.adaptive_avg_pool2d(pixels, height, width)
                .sub(new Scalar(127.5))
                .mul(new Scalar(0.0078125));
    }

    /** Whether any of a box is in the picture. */
    boolean shows(Corners box) {
        return right(box) > left(box) && bottom(box) > top(box);
    }

    /** What the candidates' boxes show, (N, 3, side, side). */
    Tensor parts(List<MtcnnCandidate> candidates, int side) {
        TensorVector parts = new TensorVector();
        for (MtcnnCandidate candidate : candidates) {
            Corners box = candidate.box();
            Tensor part =
                    pixels.narrow(2, top(box), bottom(box) - top(box)).narrow(3, left(box), right(box) - left(box));
            parts.push_back(resized(part, side, side));
        }
        return torch.cat(parts, 0);
    }

    private static long left(Corners box) {
        return Math.max(1, (long) box.left()) - 1;
    }

    private static long top(Corners box) {
        return Math.max(1, (long) box.top()) - 1;
    }

    private long right(Corners box) {
        return Math.min(width(), (long) box.right());
    }

    private long bottom(Corners box) {
        return Math.min(height(), (long) box.bottom());
    }
}
