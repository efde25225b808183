package org.vavl.learning.corpus.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.core.configuration.ConfigurationException;
import org.vavl.core.configuration.ConfigurationReader;
import org.vavl.core.configuration.ConfigurationWriter;
import org.vavl.core.configuration.YamlTree;
import org.vavl.recognition.inference.ModelInformation.DataSet;

/**
 * The file {@code corpus.yaml}.
 *
 * @param format the version of the layout; this code reads version {@value #FORMAT}
 * @param name see {@link CorpusDescription}, as for the rest
 * @param task what the corpus is made for
 * @param modalities what clips may have
 * @param source where the data come from
 * @param licence under which terms
 * @param notes what was done to them
 * @param batchSize of a training on it that names none
 * @param madeOf the corpora that it was put together from
 */
record CorpusHeader(
        int format,
        String name,
        Task task,
        List<ModalityHeader> modalities,
        Optional<String> source,
        Optional<String> licence,
        Optional<List<String>> notes,
        Optional<Integer> batchSize,
        Optional<List<DataSet>> madeOf) {
    static final int FORMAT = 1;
    static final String FILE = "corpus.yaml";

    /**
     * One modality.
     *
     * @param name the modality's
     * @param width D
     * @param frameRate frames per second, of clips that name no other
     * @param extractor what made the features
     */
    record ModalityHeader(String name, int width, double frameRate, Optional<ExtractorId> extractor) {
        private static final ExtractorId UNSPECIFIED = new ExtractorId("unspecified", "1");

        ModalityHeader {
            new Modality(name, width); // checks both
            if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
                throw new VavlException("frameRate is " + frameRate + ", and must be above 0");
            }
        }

        Modality modality() {
            return new Modality(name, width);
        }

        ExtractorId extractorId() {
            return extractor.orElse(UNSPECIFIED);
        }
    }

    CorpusHeader {
        modalities = List.copyOf(modalities);
        if (format != FORMAT) {
            throw new VavlException("format is " + format + ", and this version of Vavl reads format " + FORMAT);
        }
        if (name.isBlank()) {
            throw new VavlException("name is blank, and must not be");
        }
        if (modalities.isEmpty()) {
            throw new VavlException("modalities is empty, and must name at least one");
        }
        Set<String> names = new HashSet<>();
        for (ModalityHeader modality : modalities) {
            if (!names.add(modality.name())) {
                throw new VavlException("modality " + modality.name() + " is there twice");
            }
        }
    }

    static CorpusHeader of(CorpusDescription description, List<ModalityHeader> modalities) {
        return new CorpusHeader(
                FORMAT,
                description.name(),
                description.task(),
                modalities,
                Optional.of(description.source()),
                Optional.of(description.licence()),
                Optional.of(description.notes()),
                description.batchSize().isPresent()
                        ? Optional.of(description.batchSize().getAsInt())
                        : Optional.empty(),
                description.madeOf().isEmpty() ? Optional.empty() : Optional.of(description.madeOf()));
    }

    CorpusDescription description() {
        return new CorpusDescription(
                name,
                task,
                source.orElse(""),
                licence.orElse(""),
                notes.orElse(List.of()),
                batchSize.map(OptionalInt::of).orElse(OptionalInt.empty()),
                madeOf.orElse(List.of()));
    }

    static CorpusHeader read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new VavlException(folder + " is not a corpus: it has no file " + FILE);
        }
        try {
            return ConfigurationReader.standard().read(YamlTree.read(file), CorpusHeader.class);
        } catch (ConfigurationException e) {
            throw e.in(file.toString());
        }
    }

    void write(Path folder) throws IOException {
        String yaml = ConfigurationWriter.standard().toYaml(this);
        Files.writeString(folder.resolve(FILE), yaml, StandardCharsets.UTF_8);
    }
}
