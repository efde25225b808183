package org.vavl.learning.corpus.importer.improv;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.file.InputFile;

/**
 * The ratings of MSP-IMPROV as its authors publish them: for each turn a line such as {@code UTD-IMPROV-S01A-F01-P-FM01.avi; N; A:2.333;
 * V:3.167; D:3.000 ; N:3.800;} (the emotion that most raters chose; means of activation, valence, dominance and naturalness, each a number
 * or NaN), then a line for each rater, then an empty line. What raters wrote is free text and is passed over.
 */
public final class MspImprovEvaluation {
    /** What the file is called; the first is how its authors spell it. */
    public static final List<String> NAMES = List.of("Evalution.txt", "Evaluation.txt");

    private static final long LARGEST_FILE = 1 << 28;
    private static final String NUMBER = "\\s*([0-9]{1,3}(?:\\.[0-9]{1,20})?|[Nn][Aa][Nn])\\s*;\\s*";
    private static final Pattern START = Pattern.compile("(?:UTD|MSP)-IMPROV-.*");
    private static final Pattern TURN =
            Pattern.compile("(?:UTD|MSP)-IMPROV-([A-Za-z0-9-]+)\\.[A-Za-z0-9]{2,4}\\s*;\\s*([A-Z])\\s*;\\s*A:" + NUMBER
                    + "V:" + NUMBER + "D:" + NUMBER + "(?:N:.*)?");
    private static final Map<String, String> EMOTIONS =
            Map.of("A", "angry", "H", "happy", "S", "sad", "N", "neutral", "O", "other", "X", "no agreement");

    private MspImprovEvaluation() {}

    /**
     * A turn as it was rated.
     *
     * @param id as the media are named, such as {@code MSP-IMPROV-S01A-F01-P-FM01}
     * @param emotion that most raters chose
     * @param activation from 1, excited, to 5, calm; empty for NaN, as the others
     * @param valence from 1 to 5
     * @param dominance from 1 to 5
     * @param line where it is
     */
    public record Turn(
            String id,
            String emotion,
            Optional<Double> activation,
            Optional<Double> valence,
            Optional<Double> dominance,
            int line) {}

    /** The file in a folder, if it is there. */
    public static Optional<Path> find(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /**
     * Reads the file.
     *
     * @return the turns by id, in the file's order
     * @throws VavlException with the line of the first turn that cannot be understood or is there twice
     */
    public static Map<String, Turn> read(Path file) {
        Map<String, Turn> turns = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (START.matcher(line).matches()) {
                Turn turn = turn(file, line, number);
                if (turns.putIfAbsent(turn.id(), turn) != null) {
                    throw error(file, number, "turn " + turn.id() + " is there twice, and must be there once");
                }
            } else if (turns.isEmpty() && !line.isEmpty() && !line.startsWith("%")) {
                throw error(
                        file,
                        number,
                        "is '" + shown(line) + "', and must be a turn's, such as "
                                + "UTD-IMPROV-S01A-F01-P-FM01.avi; N; A:2.333; V:3.167; D:3.000 ; N:3.800;");
            }
        }
        if (turns.isEmpty()) {
            throw new VavlException(file + " has no turns");
        }
        return turns;
    }

    /** In ISO 8859-1, in which every byte is a character, since raters wrote in more than one encoding. */
    private static List<String> lines(Path file) {
        InputFile.require(file);
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            if (Files.size(file) > LARGEST_FILE) {
                throw new VavlException(
                        file + " has " + Files.size(file) + " bytes, and at most " + LARGEST_FILE + " are read");
            }
            List<String> lines = new ArrayList<>(reader.lines().toList());
            if (!lines.isEmpty() && lines.get(0).startsWith("\u00EF\u00BB\u00BF")) { // the byte order mark of UTF-8
                lines.set(0, lines.get(0).substring(3));
            }
            return lines;
        } catch (IOException e) {
            throw InputFile.failed(file, e);
        }
    }

    private static Turn turn(Path file, String line, int number) {
        Matcher parts = TURN.matcher(line);
        if (!parts.matches()) {
            throw error(
                    file,
                    number,
                    "is '" + shown(line) + "', and must be such as "
                            + "UTD-IMPROV-S01A-F01-P-FM01.avi; N; A:2.333; V:3.167; D:3.000 ; N:3.800;");
        }
        return new Turn(
                "MSP-IMPROV-" + parts.group(1),
                EMOTIONS.getOrDefault(parts.group(2), parts.group(2)),
                rating(file, number, "A", parts.group(3)),
                rating(file, number, "V", parts.group(4)),
                rating(file, number, "D", parts.group(5)),
                number);
    }

    private static Optional<Double> rating(Path file, int line, String name, String text) {
        double rating = text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
        if (rating < 1 || rating > 5) {
            throw error(file, line, name + " is " + text + ", and must be from 1 to 5, or NaN");
        }
        return Double.isNaN(rating) ? Optional.empty() : Optional.of(rating);
    }

    /** An error whose message starts with file and line. */
    public static VavlException error(Path file, int line, String message) {
        return new VavlException(file + ", line " + line + ": " + message);
    }

    private static String shown(String text) {
        String start = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
