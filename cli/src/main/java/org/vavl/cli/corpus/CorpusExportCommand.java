package org.vavl.cli.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.ResultOutput;
import org.vavl.core.Counted;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.learning.annotation.ElanDocument;
import org.vavl.learning.corpus.folder.CorpusFolder;
import org.vavl.learning.corpus.folder.FolderPaths;
import org.vavl.learning.corpus.importer.annotation.LabelExport;
import org.vavl.learning.corpus.parquet.ParquetExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl corpus export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes the ELAN files that a corpus was imported from, with the labels that its clips have now; all else in them stays as it was. With --to parquet writes its"
                        + " features as Parquet and its labels as CSV, of which 'corpus import csv' makes the same corpus.")
final class CorpusExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CORPUS", description = "The corpus's folder.")
    private Path folder;

    /** What is written. */
    enum Target {
        ELAN,
        PARQUET
    }

    @Option(names = "--to", paramLabel = "elan|parquet", description = "What is written; default: elan.")
    private Target to = Target.ELAN;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "The folder of the ELAN files, which are called after their recordings, or of clips.csv and features/MODALITY.parquet; files that are there are replaced.")
    private Path out;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    CorpusExportCommand() {}

    @Override
    public Integer call() {
        WrongUse.unlessFolder(spec.commandLine(), "--out", out);
        try (CorpusFolder corpus = CorpusFolder.open(folder)) {
            if (to == Target.PARQUET) {
                writeTables(corpus);
            } else {
                writeDocuments(LabelExport.of(folder, corpus.clips()));
            }
        }
        return ExitCode.OK;
    }

    private void writeTables(CorpusFolder corpus) {
        int rows = ParquetExport.write(corpus, out);
        String again = TableImport.command(corpus, out);
        output.print(
                Map.of("clips", corpus.clips().size(), "features", rows, "import", again),
                text -> text.printf(
                        Locale.ROOT,
                        "%s and %s of features in %s%n%s%n",
                        Counted.of(corpus.clips().size(), "clip"),
                        Counted.of(rows, "row"),
                        out,
                        again));
    }

    private void writeDocuments(LabelExport export) {
        export.documents().forEach(this::write);
        int files = export.documents().size();
        output.print(
                Map.of("files", files, "labels", export.labels()),
                text -> text.printf(
                        Locale.ROOT, "%d labels of clips in %d ELAN files in %s%n", export.labels(), files, out));
    }

    private void write(String recording, ElanDocument document) {
        Path target = FolderPaths.resolve(out, recording + ".eaf");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new VavlException(out + " cannot be made: " + e.getMessage(), e);
        }
        AtomicFile.write(target, document.write());
    }
}
