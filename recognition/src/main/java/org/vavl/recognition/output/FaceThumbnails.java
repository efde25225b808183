package org.vavl.recognition.output;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.vavl.features.Image;
import org.vavl.recognition.RecognizedWindow;
import org.vavl.recognition.WindowListener;

/** Gathers faces along a recording, evenly and never more than {@value #MOST}, however long it is. */
public final class FaceThumbnails implements WindowListener {
    private static final int MOST = 24;

    private final List<FaceThumbnail> kept = new ArrayList<>();
    private int stride = 1;
    private int windows;

    /**
     * A face.
     *
     * @param seconds when it is there
     * @param address of the picture, with the picture in it ({@code data:})
     */
    record FaceThumbnail(double seconds, String address) {}

    @Override
    public void accept(RecognizedWindow window) {
        if (windows++ % stride == 0) {
            window.face()
                    .ifPresent(face ->
                            kept.add(new FaceThumbnail(WindowSpan.middle(window.recognition()), address(face))));
        }
        if (kept.size() > MOST) {
            for (int i = kept.size() - 1; i > 0; i--) {
                if (i % 2 == 1) {
                    kept.remove(i);
                }
            }
            stride *= 2;
        }
    }

    /** Those that were kept, in their order. */
    List<FaceThumbnail> all() {
        return List.copyOf(kept);
    }

    private static String address(Image image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                picture.setRGB(x, y, image.value(x, y, 0) << 16 | image.value(x, y, 1) << 8 | image.value(x, y, 2));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "jpg", bytes)) {
                throw new IllegalStateException("no writer for JPEG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory", e);
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
