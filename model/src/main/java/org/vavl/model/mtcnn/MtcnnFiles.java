package org.vavl.model.mtcnn;

import java.nio.file.Path;

/**
 * Where the weights of MTCNN's three networks are, as facenet-pytorch publishes them.
 *
 * @param proposal {@code pnet.pt}
 * @param refinement {@code rnet.pt}
 * @param output {@code onet.pt}
 */
public record MtcnnFiles(Path proposal, Path refinement, Path output) {
    /** The three in a folder, under their published names. */
    public static MtcnnFiles in(Path folder) {
        return new MtcnnFiles(folder.resolve("pnet.pt"), folder.resolve("rnet.pt"), folder.resolve("onet.pt"));
    }
}
