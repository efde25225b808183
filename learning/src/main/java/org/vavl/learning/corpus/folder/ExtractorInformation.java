package org.vavl.learning.corpus.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Modality;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.InputFile;
import org.vavl.core.weights.SafetensorsFile;
import org.vavl.recognition.inference.ModelInformation;
import org.vavl.recognition.metadata.InformationJson;

/**
 * What extractors say of their own training. A folder says it in its file {@value #FILE}, a safetensors file in its metadata; a corpus keeps what its
 * features' extractors said in files {@code vavl-information-MODALITY.json}.
 */
public final class ExtractorInformation {
    /** In the folder of an extractor. */
    public static final String FILE = "vavl-information.json";

    private static final String BEGIN = "vavl-information-";
    private static final String END = ".json";
    private static final String TENSORS = ".safetensors";
    private static final long LONGEST = 1 << 22;

    private ExtractorInformation() {}

    /**
     * What an extractor says.
     *
     * @param extractor its folder or file
     * @return empty if it says nothing
     * @throws VavlException if what it says cannot be read
     */
    public static Optional<ModelInformation> of(Path extractor) {
        if (Files.isDirectory(extractor)) {
            return readIfThere(extractor.resolve(FILE));
        }
        if (!Files.isRegularFile(extractor) || !extractor.toString().endsWith(TENSORS)) {
            return Optional.empty();
        }
        try (SafetensorsFile file = SafetensorsFile.open(extractor)) {
            return Optional.ofNullable(file.metadata().get(InformationJson.KEY)).map(json -> parsed(extractor, json));
        }
    }

    /**
     * Writes it into an extractor's folder.
     *
     * @throws VavlException if it cannot be written
     */
    public static void writeToExtractor(Path folder, ModelInformation information) {
        AtomicFile.write(folder.resolve(FILE), InformationJson.write(information));
    }

    /**
     * Writes into a corpus's folder what the extractor of a modality's features says.
     *
     * @throws VavlException if it cannot be written
     */
    public static void writeToCorpus(Path corpus, String modality, ModelInformation information) {
        AtomicFile.write(corpus.resolve(BEGIN + modality + END), InformationJson.write(information));
    }

    /** What a corpus has of it. */
    static Map<String, ModelInformation> read(Path corpus, List<Modality> modalities) {
        Map<String, ModelInformation> found = new LinkedHashMap<>();
        for (Modality modality : modalities) {
            readIfThere(corpus.resolve(BEGIN + modality.name() + END))
                    .ifPresent(information -> found.put(modality.name(), information));
        }
        return found;
    }

    private static Optional<ModelInformation> readIfThere(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(InputFile.refuseDevice(file)) > LONGEST) {
                throw new VavlException(file + ": has more than " + LONGEST + " bytes");
            }
            return Optional.of(parsed(file, Files.readString(file)));
        } catch (IOException e) {
            throw new VavlException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static ModelInformation parsed(Path file, String json) {
        try {
            return InformationJson.read(file, json);
        } catch (JsonProcessingException e) {
            throw new VavlException(file + ": " + StrictJson.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new VavlException(file + ": " + e.getMessage(), e);
        }
    }
}
