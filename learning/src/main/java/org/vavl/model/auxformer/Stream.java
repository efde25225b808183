package org.vavl.model.auxformer;

import org.bytedeco.pytorch.Tensor;
import org.vavl.corpus.Modality;
import org.vavl.nn.ForwardMode;
import org.vavl.nn.ParameterPath;
import org.vavl.nn.layers.Linear;
import org.vavl.nn.layers.TransformerEncoder;
import org.vavl.nn.layers.TransformerSizes;
import org.vavl.nn.layers.ValidFrames;

/** What AuxFormer has for one modality. */
final class Stream {
    private static final int AUXILIARY_PASSES = 3;

    private final Linear projection;
    private final TransformerEncoder cross;
    private final TransformerEncoder memory;
    private final TransformerEncoder auxiliary;

    Stream(ParameterPath path, Modality modality, AuxFormerConfiguration sizes) {
        projection = Linear.withoutBias(path.child("projection"), modality.width(), sizes.width());
        TransformerSizes self = sizes.selfSizes();
        cross = encoder(path.child("cross"), sizes, sizes.crossSizes(), true);
        memory = encoder(path.child("memory"), sizes, self.withWeightedResidual(true), false);
        auxiliary = encoder(path.child("auxiliary"), sizes, self, false);
    }

    private static TransformerEncoder encoder(
            ParameterPath path, AuxFormerConfiguration sizes, TransformerSizes layer, boolean positions) {
        return new TransformerEncoder(path, sizes.layers(), layer, positions, sizes.embeddingDropout());
    }

    /** N×T×D of N×T×F. */
    Tensor project(Tensor featuresNTF, ForwardMode mode) {
        return projection.forward(featuresNTF, mode);
    }

    /** This modality, as it sees the other: N×T×D. */
    Tensor see(Tensor xNTD, Tensor validNT, Tensor otherNSD, Tensor otherValidNS, ForwardMode mode) {
        return memory.forward(cross.forward(xNTD, validNT, otherNSD, otherValidNS, mode), validNT, mode);
    }

    /** The last frame of this modality alone, N×D: three passes through the same layers. */
    Tensor auxiliary(Tensor xNTD, Tensor validNT, ForwardMode mode) {
        Tensor yNTD = xNTD;
        for (int pass = 0; pass < AUXILIARY_PASSES; pass++) {
            yNTD = auxiliary.forward(yNTD, validNT, mode);
        }
        return ValidFrames.last(yNTD, validNT);
    }
}
