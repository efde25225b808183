package org.vavl.cli.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.parquet.ParquetExport;

/** How a corpus is made again of the tables that it was written to. */
final class TableImport {
    private TableImport() {}

    /**
     * The command, ready for a shell.
     *
     * @param folder of the tables
     */
    static String command(CorpusFolder corpus, Path folder) {
        List<String> words = new ArrayList<>(List.of("vavl", "corpus", "import", "csv"));
        words.add(folder.resolve(ParquetExport.CLIPS).toString());
        for (Modality modality : corpus.modalities()) {
            words.add("--features");
            words.add(modality.name() + "=parquet:" + folder.resolve(ParquetExport.FEATURES));
        }
        options(corpus).forEach(option -> words.addAll(List.of("--option", option)));
        words.addAll(List.of("--out", "CORPUS"));
        return words.stream().map(TableImport::quoted).collect(Collectors.joining(" "));
    }

    private static List<String> options(CorpusFolder corpus) {
        List<String> options = new ArrayList<>(List.of("name=" + corpus.name()));
        if (corpus.task() instanceof Task.Classification classification) {
            options.add("task=classification");
            options.add("classes=" + String.join(",", classification.labels()));
            options.add("softLabels=" + classification.softLabels());
        } else if (corpus.task() instanceof Task.Regression regression) {
            options.add("task=regression");
            options.add("ranges="
                    + regression.attributes().stream()
                            .map(one -> one.name() + "=" + one.minimum() + ":" + one.maximum())
                            .collect(Collectors.joining(",")));
        }
        options.add("source=" + corpus.description().source());
        options.add("licence=" + corpus.description().licence());
        return options.stream().filter(option -> !option.endsWith("=")).toList();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
