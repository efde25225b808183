package org.vavl.model.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.features.AcousticExtractor;
import org.vavl.features.Extractors;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetFile;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Assets;
import org.vavl.features.assets.Digest;
import org.vavl.features.assets.Licence;
import org.vavl.features.assets.WeightSources;
import org.vavl.features.audio.speech.AcousticExtractors;
import org.vavl.features.audio.speech.SpeechDetection;

class WhisperProviderTest {
    private static final List<String> SETTINGS = List.of("windowSeconds=2", "contextSeconds=0.5", "block=2");

    @TempDir
    private Path folder;

    private Extractors extractors() {
        Digest digest = Digest.of(Digest.sha256("00".repeat(32)).kind(), encoder());
        AssetFile file =
                new AssetFile(Assets.WHISPER_FILE, URI.create("https://example.org"), OptionalLong.empty(), digest);
        Licence licence = new Licence("MIT", URI.create("https://example.org"), true);
        Asset asset = new Asset(Assets.WHISPER, "a network", "nobody", licence, List.of(file));
        return new Extractors(new WeightSources(new AssetStore(folder, List.of(asset)), Map.of()));
    }

    private static Path encoder() {
        return GoldenWhisper.path("openai").resolve("encoder.pt");
    }

    @Test
    void theEncoderInTheStoreIsFoundByNameAndByWhatFeaturesSay() {
        Extractors extractors = extractors();
        AssetStore store = extractors.weights().store();
        assertThatThrownBy(() -> extractors.acoustic("whisper", SETTINGS))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContainingAll(
                        "extractor whisper needs the model whisper-base", "vavl models pull whisper-base");
        store.add(store.asset(Assets.WHISPER), encoder());
        ExtractorId id;
        try (AcousticExtractor extractor = extractors.acoustic("whisper", SETTINGS)) {
            id = extractor.id();
            assertThat(extractor.frameRate()).isEqualTo(25);
            assertThat(extractor.columns()).hasSize(16).startsWith("whisper-0");
        }
        try (AcousticExtractor again = extractors.acoustic(id).orElseThrow()) {
            assertThat(again.id()).isEqualTo(id);
        }
    }

    @Test
    void aNamedEncoderIsTakenAndAnotherOneIsRefused() {
        Extractors tiny = extractors().with("whisper", GoldenWhisper.path("tiny"));
        try (AcousticExtractor masked =
                AcousticExtractors.masked(tiny.acoustic("whisper", SETTINGS), SpeechDetection.SILERO)) {
            ExtractorId id = masked.id();
            try (AcousticExtractor again = AcousticExtractors.open(id, tiny).orElseThrow()) {
                assertThat(again.id()).isEqualTo(id);
            }
            Extractors openAi = extractors().with("whisper", encoder());
            assertThatThrownBy(() -> AcousticExtractors.open(id, openAi))
                    .isExactlyInstanceOf(VavlException.class)
                    .hasMessageContaining("the model was trained on features of whisper");
        }
        assertThatThrownBy(() -> tiny.acoustic("whisper", List.of("blocks=2")))
                .isInstanceOf(VavlException.class)
                .hasMessage("unknown key 'blocks': did you mean 'block'?");
    }
}
