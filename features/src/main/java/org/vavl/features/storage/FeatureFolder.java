package org.vavl.features.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.core.VavlException;
import org.vavl.core.clip.ExtractorId;
import org.vavl.core.configuration.StrictJson;
import org.vavl.core.file.AtomicFile;
import org.vavl.core.file.FormatVersion;
import org.vavl.core.file.InputFile;

/**
 * What all {@code .npy} files of a folder have in common, which the files themselves cannot say: {@value #FILE} in that folder.
 *
 * @param extractor what made the features
 * @param frameRate frames per second
 * @param columns what the values of a frame are called
 * @param otherFrameRates frames per second of those files that have others, as features of videos do, by name: the path in this folder,
 *     with slashes and without ending
 */
public record FeatureFolder(
        ExtractorId extractor, double frameRate, List<String> columns, Map<String, Double> otherFrameRates) {
    /** The file's name. */
    public static final String FILE = "features.json";

    private static final int LARGEST = 1 << 24;
    private static final FormatVersion FORMAT = FormatVersion.first("format");
    private static final JsonMapper JSON = StrictJson.mapper();

    private static final String OTHERS = "frameRates";

    /** The file; other frame rates are there only if some files have them. */
    private record Described(
            String extractor,
            String version,
            double frameRate,
            List<String> columns,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> frameRates) {
        static Described of(FeatureFolder folder) {
            return new Described(
                    folder.extractor.name(),
                    folder.extractor.version(),
                    folder.frameRate,
                    folder.columns,
                    new TreeMap<>(folder.otherFrameRates));
        }

        FeatureFolder folder() {
            return new FeatureFolder(new ExtractorId(extractor, version), frameRate, columns, frameRates);
        }
    }

    /** Copies the columns and checks the frame rate. */
    public FeatureFolder {
        columns = List.copyOf(columns);
        otherFrameRates = Map.copyOf(otherFrameRates);
        if (!isRate(frameRate) || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    frameRate + " frames per second of " + columns.size() + " values: both must be above 0");
        }
        otherFrameRates.forEach((name, rate) -> {
            if (!isRate(rate)) {
                throw new IllegalArgumentException(name + " has " + rate + " frames per second: must be above 0");
            }
        });
    }

    /** All files have the same frame rate. */
    public FeatureFolder(ExtractorId extractor, double frameRate, List<String> columns) {
        this(extractor, frameRate, columns, Map.of());
    }

    private static boolean isRate(double frameRate) {
        return frameRate > 0 && !Double.isInfinite(frameRate);
    }

    /** A file's frames per second, by the path in this folder, with slashes and without ending. */
    public double frameRate(String name) {
        return otherFrameRates.getOrDefault(name, frameRate);
    }

    /** The same folder with a file of this frame rate. */
    public FeatureFolder with(String name, double rate) {
        Map<String, Double> others = new TreeMap<>(otherFrameRates);
        if (rate == frameRate) {
            others.remove(name);
        } else {
            others.put(name, rate);
        }
        return new FeatureFolder(extractor, frameRate, columns, others);
    }

    /**
     * What a folder says of its features.
     *
     * @return empty if it says nothing
     * @throws VavlException if it cannot be read
     */
    public static Optional<FeatureFolder> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(InputFile.require(file))) {
            JsonNode tree = JSON.readTree(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            if (!(tree instanceof ObjectNode object)) {
                throw new VavlException(file + " is no description of features");
            }
            FORMAT.takeFrom(file, object);
            object.putIfAbsent(OTHERS, JSON.createObjectNode());
            return Optional.of(JSON.treeToValue(object, Described.class).folder());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String reason = e instanceof JsonProcessingException json ? StrictJson.reason(json) : e.getMessage();
            throw new VavlException(
                    file
                            + " must say extractor, version, frameRate and columns of the features beside it, and nothing else: "
                            + reason,
                    e);
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    /**
     * Says it in a folder.
     *
     * @throws VavlException if the folder's features are said to be others, or it cannot be written
     */
    public void write(Path folder) {
        Optional<FeatureFolder> before = read(folder);
        requireSame(folder, before);
        if (before.isPresent() && before.get().equals(this)) {
            return;
        }
        ObjectNode node = JSON.createObjectNode().put(FORMAT.key(), FORMAT.written());
        node.setAll((ObjectNode) JSON.valueToTree(Described.of(this)));
        AtomicFile.write(folder.resolve(FILE), node.toPrettyString() + "\n");
    }

    /**
     * Makes sure that a folder's features are of this kind.
     *
     * @throws VavlException if they are said to be others
     */
    public void requireSame(Path folder) {
        requireSame(folder, read(folder));
    }

    private void requireSame(Path folder, Optional<FeatureFolder> before) {
        before.filter(said -> !said.extractor.equals(extractor)
                        || !said.columns.equals(columns)
                        || said.frameRate != frameRate)
                .ifPresent(said -> {
                    throw new VavlException(folder + " holds features of extractor " + said.extractor
                            + ", and these are of " + extractor + ": name another folder");
                });
    }
}
