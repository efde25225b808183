package org.vavl.features;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vavl.nn.AtomicFile;
import org.vavl.nn.InputFile;
import org.vavl.nn.VavlException;

/**
 * What all {@code .npy} files of a folder have in common, which the files themselves cannot say: {@value #FILE} in that folder.
 *
 * @param extractor what made the features
 * @param frameRate frames a second
 * @param columns what the values of a frame are called
 */
public record FeatureFolder(ExtractorId extractor, double frameRate, List<String> columns) {
    /** The file's name. */
    public static final String FILE = "features.json";

    private static final int LARGEST = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the columns and checks the frame rate. */
    public FeatureFolder {
        columns = List.copyOf(columns);
        if (!(frameRate > 0) || Double.isInfinite(frameRate) || columns.isEmpty()) {
            throw new IllegalArgumentException(
                    frameRate + " frames a second of " + columns.size() + " values: both must be above 0");
        }
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
            JsonNode node = JSON.readTree(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            List<String> columns = new ArrayList<>();
            node.required("columns").forEach(column -> columns.add(column.asText()));
            return Optional.of(new FeatureFolder(
                    new ExtractorId(
                            node.required("extractor").asText(),
                            node.required("version").asText()),
                    node.required("frameRate").doubleValue(),
                    columns));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new VavlException(
                    file
                            + " must say extractor, version, frameRate and columns of the features beside it, and does not",
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
        if (before.isPresent() && !before.get().equals(this)) {
            throw new VavlException(folder + " holds features of extractor "
                    + before.get().extractor() + ", and these are of " + extractor + ": name another folder");
        }
        ObjectNode node = JSON.createObjectNode()
                .put("extractor", extractor.name())
                .put("version", extractor.version())
                .put("frameRate", frameRate);
        columns.forEach(node.putArray("columns")::add);
        AtomicFile.write(folder.resolve(FILE), node.toPrettyString() + "\n");
    }
}
