package org.vavl.learning.corpus.importer;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.file.CsvCell;

/**
 * A table of clips and a configuration to start from, for a folder of recordings: whoever knows the recordings fills in what the folder's and
 * the files' names do not tell.
 */
public final class CorpusDraft {
    /** The table's name. */
    public static final String TABLE = "clips.csv";

    /** The configuration's name. */
    public static final String EXPERIMENT = "experiment.yaml";

    private static final String ID = "id";
    private static final String SPEAKER = "speaker";
    private static final String LABEL = "label";
    private static final String MEDIA = "media";
    private static final String SOUND = "media:acoustic";
    private static final String PICTURES = "media:visual";
    private static final String PARTITION = "partition:folders";

    private final Path target;
    private final RecordingFolder folder;
    private final List<Map<String, String>> rows = new ArrayList<>();

    private CorpusDraft(Path target, RecordingFolder folder) {
        this.target = target.toAbsolutePath().normalize();
        this.folder = folder;
    }

    /**
     * Looks at a folder.
     *
     * @param source the folder
     * @param target where table and configuration are going to be
     * @param speakers how names tell who speaks, or unknown: then folders that are called as speakers often are tell it
     * @throws VavlException if it is no folder, has no recordings, or a name does not tell who speaks
     */
    public static CorpusDraft of(Path source, Path target, SpeakerPattern speakers) {
        RecordingFolder folder = RecordingFolder.read(source);
        CorpusDraft draft = new CorpusDraft(target, folder);
        NameGuess names = new NameGuess(folder);
        for (RecordingFolder.Recording recording : folder.recordings()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put(ID, recording.id());
            row.put(
                    SPEAKER,
                    speakers.isGiven()
                            ? speakers.speaker(recording)
                            : names.speaker(recording).orElse(""));
            row.put(LABEL, names.label(recording).orElse(""));
            draft.media(recording, row);
            if (folder.isParted() && !recording.folders().isEmpty()) {
                row.put(PARTITION, recording.folders().get(0));
            }
            draft.rows.add(row);
        }
        return draft;
    }

    private void media(RecordingFolder.Recording recording, Map<String, String> row) {
        Optional<Path> sound = recording.sound().stream().findFirst();
        Optional<Path> pictures = recording.pictures().stream().findFirst();
        if (sound.isPresent() && pictures.isPresent() && !sound.equals(pictures)) {
            row.put(SOUND, path(sound.get()));
            row.put(PICTURES, path(pictures.get()));
        } else {
            row.put(MEDIA, path(sound.or(() -> pictures).orElseThrow()));
        }
    }

    /** Relative to the table where it is below it, so that both can be moved together. */
    private String path(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(target)
                ? target.relativize(absolute).toString().replace(File.separatorChar, '/')
                : absolute.toString();
    }

    /** How many recordings there are. */
    public int clips() {
        return rows.size();
    }

    /** Of how many it is known who speaks. */
    public int withSpeaker() {
        return filled(SPEAKER);
    }

    /** Of how many the class is known. */
    public int withLabel() {
        return filled(LABEL);
    }

    private int filled(String column) {
        return (int) rows.stream()
                .filter(row -> !row.getOrDefault(column, "").isEmpty())
                .count();
    }

    /** The importer that needs no table for these recordings, since it knows their names. */
    public Optional<String> knownAs() {
        if (rows.stream().allMatch(row -> RavdessImporter.isName(name(row)))) {
            return Optional.of(new RavdessImporter().name());
        }
        return rows.stream().allMatch(row -> CremaDNames.isName(name(row)))
                ? Optional.of(new CremaDImporter().name())
                : Optional.empty();
    }

    private static String name(Map<String, String> row) {
        String id = row.getOrDefault(ID, "");
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /**
     * Writes both files.
     *
     * @throws VavlException if one of them is there already, or cannot be written; then neither is new
     */
    public void write() {
        Path table = target.resolve(TABLE);
        Path experiment = target.resolve(EXPERIMENT);
        for (Path file : List.of(table, experiment)) {
            if (Files.exists(file)) {
                throw exists(file);
            }
        }
        try {
            String rows = table();
            Files.createDirectories(target);
            create(table, rows);
            try {
                create(experiment, experiment());
            } catch (IOException e) {
                Files.delete(table);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(Path.of(e.getFile()));
        } catch (IOException e) {
            throw new VavlException(target + ": cannot be written: " + e, e);
        }
    }

    private static VavlException exists(Path file) {
        return new VavlException(
                file + " exists already, and is not overwritten: remove it, or name another folder with --out");
    }

    private static void create(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    }

    private String table() throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        for (String column : List.of(ID, SPEAKER, LABEL, PARTITION, MEDIA, SOUND, PICTURES)) {
            boolean isFilledInByHand = List.of(SPEAKER, LABEL).contains(column);
            if (isFilledInByHand || rows.stream().anyMatch(row -> row.containsKey(column))) {
                schema.addColumn(column);
            }
        }
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build();
        return mapper.writer(schema.build())
                .writeValueAsString(rows.stream().map(CorpusDraft::cells).toList());
    }

    private static Map<String, String> cells(Map<String, String> row) {
        Map<String, String> cells = new HashMap<>();
        row.forEach((column, text) -> cells.put(column, CsvCell.write(text)));
        return cells;
    }

    private String experiment() {
        String split = folder.isParted() ? "{type: partition, name: folders}" : "{type: shares, trial: 1, seed: 1}";
        return String.format(Locale.ROOT, """
                # To start from. What is not here has its default; the run's config.yaml has all of them spelled out.
                corpus: corpus      # made by: vavl corpus import csv %s --out corpus
                split: %s
                model: {name: vavl, preset: small}      # tiny, small, paper, paper-86m
                training: {epochs: 20, batchSize: 32, learningRate: 5e-5, seed: 1, precision: auto}
                """, TABLE, split);
    }
}
