package org.vavl.features.assets;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The models that Vavl can use and does not ship. */
public final class Assets {
    /** The three networks of the face detector MTCNN. */
    public static final String MTCNN = "mtcnn";

    /** The face detector YuNet. */
    public static final String YUNET = "yunet";

    /** The visual extractor that the paper uses. */
    public static final String EFFICIENTNET_B2 = "efficientnet-b2";

    /** A speech network of the kind that the paper uses, trained for emotions. */
    public static final String WAV2VEC2 = "wav2vec2";

    /** Whisper base, of which the encoder serves as an extractor. */
    public static final String WHISPER = "whisper-base";

    /** The file of {@link #WHISPER}. */
    public static final String WHISPER_FILE = "base.pt";

    private static final Licence MIT = new Licence("MIT", URI.create("https://opensource.org/license/mit"), true);
    private static final Licence APACHE =
            new Licence("Apache-2.0", URI.create("https://www.apache.org/licenses/LICENSE-2.0"), true);
    private static final Licence NON_COMMERCIAL =
            new Licence("CC-BY-NC-SA-4.0", URI.create("https://creativecommons.org/licenses/by-nc-sa/4.0/"), false);
    private static final String GITHUB = "https://raw.githubusercontent.com/";
    private static final String HUGGING_FACE = "https://huggingface.co/";

    private Assets() {}

    /** All of them. */
    public static List<Asset> all() {
        return List.of(mtcnn(), yunet(), efficientNetB2(), wav2Vec2(), whisper());
    }

    private static Asset mtcnn() {
        String commit = "timesler/facenet-pytorch/787da06156087cd6b616fe6608213722bddc30cd";
        List<AssetFile> files = new ArrayList<>();
        files.add(gitHub(commit, "data/pnet.pt", 28_570, "b41187335aa7bb5e53316ed05deed497d07ce185"));
        files.add(gitHub(commit, "data/rnet.pt", 403_147, "e7dddc4f275ee01f74dbb1fd3a1185cbba32c09d"));
        files.add(gitHub(commit, "data/onet.pt", 1_559_269, "367bdbe6e3e9aea53873b0515bfb554d7aca6182"));
        return new Asset(MTCNN, "face detector of three networks", commit, MIT, files);
    }

    private static Asset yunet() {
        String commit = "ShiqiYu/libfacedetection.train/0047ac24afb1a50a0c6105001c89d1b5b805dbf1";
        return new Asset(
                YUNET,
                "face detector",
                commit,
                APACHE,
                List.of(gitHub(
                        commit, "onnx/yunet_n_dynamic.onnx", 322_906, "23b062e32f4484194cbe167b78b684f0b272e220")));
    }

    private static Asset efficientNetB2() {
        String commit = "av-savchenko/face-emotion-recognition/207ed4981625d1f643e25b4a3014e2eed20a0b46";
        String path = "models/affectnet_emotions/onnx/enet_b2_8_best.onnx";
        AssetFile file = new AssetFile(
                "enet_b2_8_best.onnx",
                URI.create(GITHUB + commit + "/" + path),
                OptionalLong.empty(),
                Digest.gitBlob("7e53eb31fefa28f6667195b27c7adade87da0a8f"));
        return new Asset(EFFICIENTNET_B2, "faces as 1408 values, trained on AffectNet", commit, APACHE, List.of(file));
    }

    private static Asset wav2Vec2() {
        String repository = "audeering/wav2vec2-large-robust-12-ft-emotion-msp-dim";
        AssetFile file = new AssetFile(
                "pytorch_model.bin",
                URI.create(HUGGING_FACE + repository + "/resolve/main/pytorch_model.bin"),
                OptionalLong.of(661_436_013),
                Digest.sha256("176d9d1ce29a8bddbab44068b9c1c194c51624c7f1812905e01355da58b18816"));
        return new Asset(
                WAV2VEC2, "speech as 1024 values, trained on MSP-Podcast", repository, NON_COMMERCIAL, List.of(file));
    }

    /** The source holds the digest of the file, as OpenAI's own code checks it. */
    private static Asset whisper() {
        String digest = "ed3a0b6b1c0edf879ad9b11b1af5a0e6ab5db9205f891f668f8b0e6c6326e34e";
        AssetFile file = new AssetFile(
                WHISPER_FILE,
                URI.create("https://openaipublic.azureedge.net/main/whisper/models/" + digest + "/" + WHISPER_FILE),
                OptionalLong.empty(),
                Digest.sha256(digest));
        return new Asset(WHISPER, "speech as 512 values, trained to transcribe", "openai/whisper", MIT, List.of(file));
    }

    private static AssetFile gitHub(String commit, String path, long size, String blob) {
        return new AssetFile(
                path.substring(path.lastIndexOf('/') + 1),
                URI.create(GITHUB + commit + "/" + path),
                OptionalLong.of(size),
                Digest.gitBlob(blob));
    }
}
