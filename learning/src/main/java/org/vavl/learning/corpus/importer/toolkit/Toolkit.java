package org.vavl.learning.corpus.importer.toolkit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program that writes tables of features, known by their columns.
 *
 * <p>Sources: OpenFace 2.2.0, "Output Format"; py-feat 0.6 and 0.7, {@code feat.utils} and {@code feat.detector}; iMotions 10, "Export of sensor data";
 * openSMILE 3.0, {@code cCsvSink} and {@code cArffSink}; opensmile for Python 2.5, whose index is file, start and end. OpenFace 3 writes no table of its own;
 * tables of what it returns that call frame, confidence, action units and gaze as OpenFace 2 does are read in the same way.
 */
enum Toolkit {
    /** OpenFace, and tables that are made after its. */
    OPENFACE("openface", "success|valid|emotion"),
    /** py-feat. */
    PY_FEAT("py-feat", "approx_time|frameheight|framewidth|facerect.*|.*_model|identity_?[0-9]+"),
    /** iMotions, with rows of metadata before the columns' names; times are in milliseconds. */
    IMOTIONS(
            "imotions",
            "row|eventsource|slideevent|stimtype|duration|collectionphase|sourcestimuliname|samplenumber|.*annotations? active"
                    + "|studyname|name|age|gender|stimulusname|slidetype|mediatime|frameno|frametime"),
    /** openSMILE's own tables. */
    OPENSMILE("opensmile", "framelength|class|emotion"),
    /** What opensmile for Python writes. */
    OPENSMILE_PYTHON("opensmile", "end");

    private static final Pattern FACE_COLUMN = Pattern.compile("au[0-9]{2}(_[rc])?|gaze_.*");
    private static final double MILLISECONDS = 1000;

    private final String label;
    private final String passedOver;

    /**
     * What columns are called, in lower case.
     *
     * @param keys hold the clip
     * @param frames the frame's number
     * @param times the frame's time
     * @param faces which face it is
     * @param confidences how sure the toolkit is of the face, from 0 to 1
     */
    record Names(
            List<String> keys, List<String> frames, List<String> times, List<String> faces, List<String> confidences) {}

    Toolkit(String label, String passedOver) {
        this.label = label;
        this.passedOver = passedOver;
    }

    /** The toolkit that a table is of; empty if it is of none. */
    static Optional<Toolkit> of(List<String> columns, boolean hasMetadata) {
        Set<String> lower =
                Set.copyOf(columns.stream().map(Toolkit::lower).distinct().toList());
        Predicate<String> has = lower::contains;
        boolean isExport = Stream.of("row", "timestamp", "eventsource").allMatch(has);
        if (isExport || (hasMetadata && has.test("timestamp"))) {
            return Optional.of(IMOTIONS);
        }
        if (has.test("facescore") && has.test("facerectx")) {
            return Optional.of(PY_FEAT);
        }
        if (has.test("frame")
                && lower.stream().anyMatch(name -> FACE_COLUMN.matcher(name).matches())) {
            return Optional.of(OPENFACE);
        }
        if (has.test("name") && (has.test("frametime") || has.test("frameindex"))) {
            return Optional.of(OPENSMILE);
        }
        return Stream.of("file", "start", "end").allMatch(has) ? Optional.of(OPENSMILE_PYTHON) : Optional.empty();
    }

    static String lower(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    /** What it is called as the maker of features. */
    String label() {
        return label;
    }

    Names names() {
        return switch (this) {
            case OPENFACE ->
                new Names(List.of(), List.of("frame"), List.of("timestamp"), List.of("face_id"), List.of("confidence"));
            case PY_FEAT ->
                new Names(List.of("input"), List.of("frame"), List.of(), List.of("identity"), List.of("facescore"));
            case IMOTIONS -> new Names(List.of(), List.of(), List.of("timestamp"), List.of(), List.of());
            case OPENSMILE ->
                new Names(List.of("name"), List.of("frameindex"), List.of("frametime"), List.of(), List.of());
            case OPENSMILE_PYTHON -> new Names(List.of("file"), List.of(), List.of("start"), List.of(), List.of());
        };
    }

    /** Whether a column says something else than a feature. */
    boolean passesOver(String column) {
        String lower = lower(column);
        Names names = names();
        return lower.matches(passedOver)
                || Stream.of(names.keys(), names.frames(), names.times(), names.faces(), names.confidences())
                        .anyMatch(list -> list.contains(lower));
    }

    /** A time in seconds. */
    double seconds(double written) {
        return this == IMOTIONS ? written / MILLISECONDS : written;
    }
}
