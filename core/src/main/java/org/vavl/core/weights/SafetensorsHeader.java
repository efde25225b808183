package org.vavl.core.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vavl.core.VavlException;

/** Reads a header, believing nothing that it says before it is checked against the file. */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";

    /** The most that a header may have, as in the format's reference implementation. */
    static final long MAXIMUM_BYTES = 100_000_000;

    private static final int MAXIMUM_SHOWN = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNumberLength(20)
                    .maxNameLength(10_000)
                    .maxStringLength((int) MAXIMUM_BYTES)
                    .build())
            .build();

    private final Path path;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, TensorEntry> entries = new LinkedHashMap<>();

    private SafetensorsHeader(Path path) {
        this.path = path;
    }

    /**
     * Reads the header's JSON.
     *
     * @param path for messages
     * @param header gives the header's bytes and then ends
     * @param dataLength how many bytes follow the header
     * @throws VavlException if the header is not as it must be or does not fit the data
     */
    static SafetensorsHeader read(Path path, InputStream header, long dataLength) throws IOException {
        SafetensorsHeader result = new SafetensorsHeader(path);
        // A decoder of our own: Jackson would guess the encoding, and replace what is not UTF-8.
        try (Reader reader = new InputStreamReader(header, StandardCharsets.UTF_8.newDecoder());
                JsonParser parser = JSON.createParser(reader)) {
            result.parse(parser);
        } catch (JsonProcessingException e) {
            throw result.broken("is not the JSON that it must be: " + shown(e.getOriginalMessage()), e);
        } catch (CharacterCodingException e) {
            throw result.broken("is not UTF-8", e);
        }
        result.requireGapless(dataLength);
        return result;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    /** In the order of their places. */
    Map<String, TensorEntry> entries() {
        return entries;
    }

    private void parse(JsonParser parser) throws IOException {
        expect(JsonToken.START_OBJECT, parser.nextToken(), "the header");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (name.equals(METADATA)) {
                parseMetadata(parser);
            } else if (name.isEmpty()) {
                throw broken("has a tensor without a name");
            } else {
                entries.put(name, parseEntry(name, parser));
            }
        }
        if (parser.nextToken() != null) {
            throw broken("goes on behind its closing brace");
        }
    }

    private void parseMetadata(JsonParser parser) throws IOException {
        expect(JsonToken.START_OBJECT, parser.nextToken(), METADATA);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(JsonToken.VALUE_STRING, parser.nextToken(), "metadata '" + shown(key) + "'");
            metadata.put(key, parser.getText());
        }
    }

    private TensorEntry parseEntry(String name, JsonParser parser) throws IOException {
        expect(JsonToken.START_OBJECT, parser.nextToken(), "tensor '" + shown(name) + "'");
        @Nullable ElementType type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "dtype" -> type = parseType(name, parser);
                case "shape" -> shape = parseNumbers(name, parser, TensorDeclaration.MAXIMUM_RANK);
                case "data_offsets" -> offsets = parseNumbers(name, parser, 2);
                default ->
                    throw wrong(name, "has '" + shown(parser.currentName()) + "', which is no part of the format");
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw wrong(name, "lacks one of dtype, shape and data_offsets (two numbers)");
        }
        return entry(name, type, shape, offsets);
    }

    private TensorEntry entry(String name, ElementType type, List<Long> shape, List<Long> offsets) {
        try {
            return new TensorEntry(type, shape, offsets.get(0), offsets.get(1));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "has " + e.getMessage());
        }
    }

    private ElementType parseType(String name, JsonParser parser) throws IOException {
        parser.nextToken();
        String text = parser.getText();
        return Arrays.stream(ElementType.values())
                .filter(type -> type.name().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        "has dtype '" + shown(text) + "', and must have one of "
                                + Arrays.toString(ElementType.values())));
    }

    private List<Long> parseNumbers(String name, JsonParser parser, int most) throws IOException {
        expect(JsonToken.START_ARRAY, parser.nextToken(), "tensor '" + shown(name) + "'");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_NUMBER_INT, parser.currentToken(), "tensor '" + shown(name) + "'");
            // Throws for what is more than a long, as a JsonProcessingException.
            long number = parser.getLongValue();
            if (number < 0 || numbers.size() == most) {
                throw wrong(
                        name,
                        number < 0 ? "has the negative size or place " + number : "has more than " + most + " numbers");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private void requireGapless(long dataLength) {
        List<Map.Entry<String, TensorEntry>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(Comparator.comparingLong((Map.Entry<String, TensorEntry> entry) ->
                        entry.getValue().begin())
                .thenComparingLong(entry -> entry.getValue().end()));
        entries.clear();
        long end = 0;
        for (Map.Entry<String, TensorEntry> next : ordered) {
            TensorEntry entry = next.getValue();
            if (entry.end() > dataLength) {
                throw wrong(
                        next.getKey(),
                        "ends at byte " + entry.end() + " of the data, of which the file has " + dataLength
                                + ": the file is cut off or damaged");
            }
            if (entry.begin() != end) {
                throw wrong(
                        next.getKey(),
                        "begins at byte " + entry.begin()
                                + " of the data, and must begin where the one before it ends, at " + end);
            }
            end = entry.end();
            entries.put(next.getKey(), entry);
        }
        if (end != dataLength) {
            throw new VavlException(path + ": " + (dataLength - end) + " bytes follow the last tensor, and none may");
        }
    }

    private void expect(JsonToken expected, @Nullable JsonToken found, String where) {
        if (expected != found) {
            throw broken(
                    "has " + (found == null ? "its end" : found) + " in " + where + " where " + expected + " must be");
        }
    }

    private VavlException wrong(String tensor, String what) {
        return new VavlException(path + ": tensor '" + shown(tensor) + "' " + what);
    }

    private VavlException broken(String what) {
        return new VavlException(path + ": the safetensors header " + what);
    }

    private VavlException broken(String what, Throwable cause) {
        return new VavlException(path + ": the safetensors header " + what, cause);
    }

    /** Text from the file, made fit for one line of a message. */
    static String shown(String text) {
        String head = text.length() > MAXIMUM_SHOWN ? text.substring(0, MAXIMUM_SHOWN) + "…" : text;
        StringBuilder line = new StringBuilder();
        head.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString();
    }
}
