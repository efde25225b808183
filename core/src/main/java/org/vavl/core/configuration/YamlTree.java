package org.vavl.core.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * YAML from outside as a tree: mappings, lists, and scalars as the text that stands there, since what a scalar is (a label
 * {@code 01} or a number) is known only where it goes. Size and nesting are bounded; aliases, anchors, tags, a key that occurs
 * twice and a second document are errors.
 */
public final class YamlTree {
    /** The longest text that is read, in bytes. */
    static final int LARGEST = 1 << 20;

    /** How deep lists and mappings may be nested. */
    static final int DEEPEST = 32;

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private YamlTree() {}

    /**
     * Reads a file whose outermost level is keys and values.
     *
     * @throws VavlException if it cannot be read, is too large or is not such YAML
     */
    public static ObjectNode read(Path file) {
        try (InputStream in = Files.newInputStream(InputFile.refuseDevice(file))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new VavlException(
                        file + " is too large for a configuration: at most " + LARGEST + " bytes are read");
            }
            return parse(decode(bytes, file), file.toString());
        } catch (NoSuchFileException e) {
            throw new VavlException(file + " does not exist", e);
        } catch (IOException e) {
            throw new VavlException(
                    file + " cannot be read: " + (Files.isDirectory(file) ? "it is a folder" : e.getMessage()), e);
        }
    }

    private static String decode(byte[] bytes, Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VavlException(file + " is not a configuration: it is not text in UTF-8", e);
        }
    }

    /**
     * Reads text whose outermost level is keys and values; empty text has none.
     *
     * @param source what the text is called in messages
     * @throws VavlException if it is not such YAML
     */
    public static ObjectNode parse(String yaml, String source) {
        JsonNode tree = parseAny(yaml, source);
        if (tree.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new VavlException(source + " is not a configuration: it must hold lines such as 'key: value'");
    }

    /** Reads any one value; empty text is a null node. */
    static JsonNode parseAny(String yaml, String source) {
        if (yaml.length() > LARGEST) {
            throw new VavlException(
                    source + " is too large for a configuration: at most " + LARGEST + " bytes are read");
        }
        try (YAMLParser parser = FACTORY.createParser(yaml)) {
            JsonNode tree = parser.nextToken() == null ? JsonNodeFactory.instance.nullNode() : value(parser);
            if (parser.nextToken() != null) {
                throw refuse(parser, "a second document");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new VavlException(source + " is not YAML that can be read: " + where(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory", e);
        }
    }

    private static String where(JsonProcessingException e) {
        String reason = e.getOriginalMessage().lines().findFirst().orElse("unknown error");
        return e.getLocation() == null
                ? reason
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": " + reason;
    }

    private static JsonNode value(YAMLParser parser) throws IOException {
        if (parser.isCurrentAlias()) {
            throw refuse(parser, "an alias (*" + parser.getText() + ")");
        }
        if (parser.getObjectId() != null) {
            throw refuse(parser, "an anchor (&" + parser.getObjectId() + ")");
        }
        if (parser.getTypeId() != null) {
            throw refuse(parser, "a tag (!" + parser.getTypeId() + ")");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser);
            case START_ARRAY -> list(parser);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> JsonNodeFactory.instance.textNode(parser.getText());
        };
    }

    private static ObjectNode mapping(YAMLParser parser) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            node.set(key, value(parser));
        }
        return node;
    }

    private static ArrayNode list(YAMLParser parser) throws IOException {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            node.add(value(parser));
        }
        return node;
    }

    private static JsonProcessingException refuse(JsonParser parser, String what) {
        return new com.fasterxml.jackson.core.JsonParseException(parser, what + " is not allowed in a configuration");
    }

    /**
     * Sets values that were given as {@code path.to.key=value}, the value in YAML; sections that are missing are made.
     *
     * @param tree what is changed
     * @throws AssignmentException if one has no {@code =}, or leads through something that is no section
     */
    public static void override(ObjectNode tree, List<String> assignments) {
        for (String assignment : assignments) {
            try {
                override(tree, assignment);
            } catch (VavlException e) {
                throw new AssignmentException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static void override(ObjectNode tree, String assignment) {
        int equals = assignment.indexOf('=');
        List<String> keys = List.of(assignment.substring(0, Math.max(0, equals)).split("\\.", -1));
        if (equals < 1 || keys.size() > DEEPEST || keys.stream().anyMatch(String::isBlank)) {
            throw new VavlException(
                    "setting '" + assignment + "' must be written key=value, such as training.epochs=5");
        }
        ObjectNode section = tree;
        for (String key : keys.subList(0, keys.size() - 1)) {
            JsonNode child = section.get(key);
            if (child != null && !child.isObject()) {
                throw new VavlException(
                        "setting '" + assignment + "' has no place: " + key + " is " + child + ", and no section");
            }
            section = child == null ? section.putObject(key) : (ObjectNode) child;
        }
        section.set(
                keys.get(keys.size() - 1), parseAny(assignment.substring(equals + 1), "setting '" + assignment + "'"));
    }

    /** A tree as YAML that {@link #parse} reads. */
    public static String format(JsonNode tree) {
        try {
            return new YAMLMapper(FACTORY).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
    }
}
