package org.vavl.cli.corpus;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.WrongUse;
import org.vavl.learning.corpus.importer.CorpusDraft;
import org.vavl.learning.corpus.importer.SpeakerPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl init}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description =
                "Looks at a folder of recordings and writes a table of them, clips.csv, and a configuration, experiment.yaml, to start"
                        + " a corpus and a training from; what names do not tell is left to be filled in. Overwrites nothing.")
public final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "A folder of sound or video, and of further such folders.")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files are written; default: FOLDER.")
    private @Nullable Path out;

    @Option(
            names = "--speaker",
            paramLabel = "PATTERN",
            description =
                    "A regular expression whose group is the speaker, such as '^([^_]+)_' for s1_happy.wav; it is looked for in the"
                            + " file's name or, if it has a slash, in the path.")
    private @Nullable String speaker;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    InitCommand() {}

    @Override
    public Integer call() {
        Path target = Optional.ofNullable(out).orElse(folder);
        SpeakerPattern pattern = WrongUse.unless(
                spec.commandLine(),
                () -> Optional.ofNullable(speaker).map(SpeakerPattern::parse).orElseGet(SpeakerPattern::unknown));
        CorpusDraft draft = CorpusDraft.of(folder, target, pattern);
        draft.write();
        PrintWriter print = spec.commandLine().getOut();
        Path table = target.resolve(CorpusDraft.TABLE);
        print.printf(
                Locale.ROOT,
                "%s: %d recordings, %d with a label, %d with a speaker%n%s%n",
                table,
                draft.clips(),
                draft.withLabel(),
                draft.withSpeaker(),
                target.resolve(CorpusDraft.EXPERIMENT));
        draft.knownAs()
                .ifPresent(corpus -> print.printf(
                        Locale.ROOT,
                        "These are called as the recordings of %s are, which needs no table: vavl corpus import %s %s --out DIR%n",
                        corpus,
                        corpus,
                        folder));
        print.printf(Locale.ROOT, "Next: %s, then%n", advice(draft));
        print.printf(Locale.ROOT, "  vavl corpus import csv %s --out %s%n", table, target.resolve("corpus"));
        print.printf(
                Locale.ROOT,
                "  vavl train %s --out %s%n",
                target.resolve(CorpusDraft.EXPERIMENT),
                target.resolve("run"));
        print.flush();
        return ExitCode.OK;
    }

    private static String advice(CorpusDraft draft) {
        String label = draft.withLabel() < draft.clips() ? "fill in the column label" : "look the table over";
        return draft.withSpeaker() < draft.clips()
                ? label + ", fill in the column speaker (or import with --option speakers=unknown)"
                : label;
    }
}
