package org.vavl.learning.corpus.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Labels;
import org.vavl.core.clip.Modality;
import org.vavl.core.file.FolderFiles;
import org.vavl.features.media.file.MediaFileNames;
import org.vavl.learning.corpus.importer.source.ConsensusTables;
import org.vavl.learning.corpus.table.CsvReader;
import org.vavl.learning.corpus.table.CsvRow;

/**
 * What raters said of CREMA-D's clips: {@value #TABLE}, whose rows are numbered from 100001 for the voice alone, from 200001 for the face
 * alone and from 300001 for both, and count the votes for each emotion.
 */
final class CremaDVotes {
    static final String TABLE = "processedResults/tabulatedVotes.csv";

    /** What raters were shown, the usual first. */
    static final List<String> RATED = List.of("audio-visual", "voice", "face");

    private static final String SENTENCES = "SentenceFilenames.csv";
    private static final Map<String, Character> FIRST_DIGITS = Map.of("voice", '1', "face", '2', "audio-visual", '3');
    private static final Pattern NUMBER = Pattern.compile("[123][0-9]{5}");
    private static final String FILE = "fileName";
    private static final Map<String, String> COLUMNS = columns();

    private CremaDVotes() {}

    /** Our names by the columns'. */
    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("A", "angry");
        columns.put("S", "sad");
        columns.put("D", "disgust");
        columns.put("F", "fear");
        columns.put("N", "neutral");
        columns.put("H", "happy");
        return columns;
    }

    /** Where it is in the repository. */
    static Path table(Path root) {
        return root.resolve(TABLE);
    }

    /**
     * The votes by clip, in the order of the table.
     *
     * @param shown one of {@link #RATED}
     * @throws VavlException if the table is missing or not as published
     */
    static Map<String, Labels> read(Path root, String shown) {
        char digit = FIRST_DIGITS.getOrDefault(shown, ' ');
        Map<String, Labels> votes = new LinkedHashMap<>();
        try (CsvReader reader = CsvReader.open(table(root))) {
            reader.requireColumn(FILE);
            COLUMNS.keySet().forEach(reader::requireColumn);
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (number(row.get()).charAt(0) == digit) {
                    String id = row.get().require(FILE);
                    if (!CremaDNames.isName(id)) {
                        throw row.get().error("fileName is '" + id + "', and must be such as 1001_DFA_ANG_XX");
                    }
                    if (votes.put(id, votes(row.get())) != null) {
                        throw row.get().error("clip " + id + " is there twice for " + shown);
                    }
                }
            }
        }
        if (votes.isEmpty()) {
            throw new VavlException(
                    table(root) + " has no rows for " + shown + ", which are numbered from " + digit + "00001");
        }
        return votes;
    }

    /**
     * The votes for voice and face together, with those for either alone as labels of its modality where a clip has them.
     *
     * @throws VavlException if the table is missing or not as published
     */
    static Map<String, Labels> readEach(Path root) {
        Map<String, Labels> voice = read(root, "voice");
        Map<String, Labels> face = read(root, "face");
        Map<String, Labels> votes = read(root, "audio-visual");
        votes.replaceAll((id, both) -> {
            Map<String, Labels> alone = new LinkedHashMap<>();
            Optional.ofNullable(voice.get(id)).ifPresent(heard -> alone.put(Modality.ACOUSTIC, heard));
            Optional.ofNullable(face.get(id)).ifPresent(seen -> alone.put(Modality.VISUAL, seen));
            return new Labels(both.classes(), both.attributes(), alone);
        });
        return votes;
    }

    private static String number(CsvRow row) {
        return row.cell(CsvReader.ROW_NAMES)
                .filter(number -> NUMBER.matcher(number).matches())
                .orElseThrow(() -> row.error(
                        "the first column must have no name and hold numbers from 100001 for the voice, from 200001 for"
                                + " the face and from 300001 for both"));
    }

    private static Labels votes(CsvRow row) {
        Map<String, Double> votes = new LinkedHashMap<>();
        COLUMNS.forEach((column, emotion) -> {
            double count = row.number(column).orElseThrow(() -> row.error(column + " is empty, and must not be"));
            if (count < 0) {
                throw row.error(column + " is " + count + ", and must be 0 or more");
            }
            votes.put(emotion, count);
        });
        if (votes.values().stream().allMatch(count -> count == 0)) {
            throw row.error("nobody has voted");
        }
        return new Labels(votes, Map.of());
    }

    /**
     * What actors were asked for, by clip: of the table of all clips, or else of the recordings that are there.
     *
     * @throws VavlException if there is neither
     */
    static Map<String, Labels> intended(Path root) {
        Map<String, Labels> intended = new LinkedHashMap<>();
        Path table = root.resolve(SENTENCES);
        if (Files.exists(table)) {
            CsvReader.rows(table).forEach(row -> {
                String id = row.require("Filename");
                intended.put(id, CremaDNames.intended(id));
            });
            return intended;
        }
        Map<String, Labels> named = new TreeMap<>();
        FolderFiles.of(root).stream()
                .filter(MediaFileNames::isRecording)
                .map(file -> ConsensusTables.stem(String.valueOf(file.getFileName())))
                .filter(CremaDNames::isName)
                .forEach(id -> named.put(id, CremaDNames.intended(id)));
        if (named.isEmpty()) {
            throw new VavlException(
                    root + " has neither " + SENTENCES + " nor recordings with names such as 1001_DFA_ANG_XX.wav");
        }
        return named;
    }
}
