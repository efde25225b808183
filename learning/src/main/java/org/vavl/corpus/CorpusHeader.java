package org.vavl.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vavl.features.ExtractorId;
import org.vavl.nn.VavlException;

/**
 * The file {@code corpus.yaml}.
 *
 * @param format the version of the layout; this code reads version {@value #FORMAT}
 * @param name see {@link CorpusDescription}, as for the rest
 * @param modalities what clips may have
 * @param task what the corpus is made for
 * @param source where the data come from
 * @param licence under which terms
 * @param notes what was done to them
 */
@JsonPropertyOrder({"format", "name", "task", "modalities", "source", "licence", "notes"})
record CorpusHeader(
        int format,
        String name,
        List<ModalityHeader> modalities,
        Task task,
        String source,
        String licence,
        List<String> notes) {
    static final int FORMAT = 1;
    static final String FILE = "corpus.yaml";
    private static final long MAXIMUM_BYTES = 1 << 20;

    /**
     * One modality.
     *
     * @param name the modality's
     * @param width D
     * @param frameRate frames a second, of clips that name no other
     * @param extractor what made the features
     */
    @JsonPropertyOrder({"name", "width", "frameRate", "extractor"})
    record ModalityHeader(String name, int width, double frameRate, ExtractorId extractor) {
        private static final ExtractorId UNSPECIFIED = new ExtractorId("unspecified", "1");

        ModalityHeader {
            if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
                throw new VavlException(
                        "modality " + name + " has frameRate " + frameRate + ", and must have one above 0");
            }
        }

        @JsonCreator
        static ModalityHeader of(
                @JsonProperty("name") @Nullable String name,
                @JsonProperty("width") int width,
                @JsonProperty("frameRate") double frameRate,
                @JsonProperty("extractor") @Nullable ExtractorId extractor) {
            return new ModalityHeader(
                    Objects.requireNonNullElse(name, ""),
                    width,
                    frameRate,
                    Objects.requireNonNullElse(extractor, UNSPECIFIED));
        }

        Modality modality() {
            return new Modality(name, width);
        }
    }

    CorpusHeader {
        modalities = List.copyOf(modalities);
        notes = List.copyOf(notes);
        if (format != FORMAT) {
            throw new VavlException("format is " + format + ", and this version of Vavl reads format " + FORMAT);
        }
        if (name.isBlank()) {
            throw new VavlException("name is missing");
        }
        if (modalities.isEmpty()) {
            throw new VavlException("modalities is empty, and must name at least one");
        }
        HashSet<String> names = new HashSet<>();
        for (ModalityHeader modality : modalities) {
            if (!names.add(modality.modality().name())) {
                throw new VavlException("modality " + modality.name() + " is there twice");
            }
        }
    }

    @JsonCreator
    static CorpusHeader of(
            @JsonProperty("format") int format,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("modalities") @Nullable List<ModalityHeader> modalities,
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("source") @Nullable String source,
            @JsonProperty("licence") @Nullable String licence,
            @JsonProperty("notes") @Nullable List<String> notes) {
        if (task == null) {
            throw new VavlException("task is missing, such as {type: classification, labels: [angry, happy]}");
        }
        return new CorpusHeader(
                format,
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(modalities, List.of()),
                task,
                Objects.requireNonNullElse(source, ""),
                Objects.requireNonNullElse(licence, ""),
                Objects.requireNonNullElse(notes, List.of()));
    }

    static CorpusHeader of(CorpusDescription description, List<ModalityHeader> modalities) {
        return new CorpusHeader(
                FORMAT,
                description.name(),
                modalities,
                description.task(),
                description.source(),
                description.licence(),
                description.notes());
    }

    static CorpusHeader read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new VavlException(folder + " is not a corpus: it has no file " + FILE);
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new VavlException(file + " has more than " + MAXIMUM_BYTES + " bytes");
            }
            CorpusHeader header = yaml().readValue(file.toFile(), CorpusHeader.class);
            if (header == null) {
                throw new VavlException(file + " is empty");
            }
            return header;
        } catch (UnrecognizedPropertyException e) {
            throw new VavlException(
                    file + ": unknown key '" + e.getPropertyName() + "'; known ones are " + e.getKnownPropertyIds(), e);
        } catch (JsonProcessingException e) {
            throw new VavlException(file + ": " + reason(e), e);
        } catch (IOException e) {
            throw new VavlException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path folder) throws IOException {
        yaml().writeValue(folder.resolve(FILE).toFile(), this);
    }

    private static String reason(JsonProcessingException e) {
        Throwable cause = e.getCause();
        String message = cause instanceof VavlException || cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : e.getOriginalMessage();
        String first = String.valueOf(message).lines().findFirst().orElse("it cannot be read");
        return e.getLocation() == null ? first : "line " + e.getLocation().getLineNr() + ": " + first;
    }

    private static ObjectMapper yaml() {
        return new ObjectMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build());
    }
}
