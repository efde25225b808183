package org.vavl.features.vision.crop;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.Image;
import org.vavl.features.VisualExtractor;

/** A face crop, and its features once they are extracted. */
public final class CroppedFace {
    private final Image crop;
    private final Optional<Image> portrait;
    private float @Nullable [] description;

    /** A face as the extractor wants it. */
    public CroppedFace(Image crop) {
        this.crop = crop;
        portrait = Optional.empty();
    }

    /** A face as the extractor wants it, and in colour for people to look at. */
    public CroppedFace(Image crop, Image portrait) {
        this.crop = crop;
        this.portrait = Optional.of(portrait);
    }

    public Optional<Image> portrait() {
        return portrait;
    }

    /** The D values. */
    public float[] description() {
        if (description == null) {
            throw new IllegalStateException("the face has not been described");
        }
        return description;
    }

    /** Describes those faces that have not been. */
    public static void extract(List<CroppedFace> faces, VisualExtractor extractor) {
        List<CroppedFace> fresh =
                faces.stream().filter(face -> face.description == null).toList();
        for (int first = 0; first < fresh.size(); first += extractor.batchSize()) {
            describeTogether(fresh.subList(first, Math.min(first + extractor.batchSize(), fresh.size())), extractor);
        }
    }

    private static void describeTogether(List<CroppedFace> faces, VisualExtractor extractor) {
        float[] values = extractor.extract(faces.stream().map(face -> face.crop).toList());
        int width = extractor.width();
        for (int i = 0; i < faces.size(); i++) {
            float[] own = new float[width];
            System.arraycopy(values, i * width, own, 0, width);
            faces.get(i).description = own;
        }
    }
}
