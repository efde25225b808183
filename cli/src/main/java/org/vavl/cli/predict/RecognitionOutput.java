package org.vavl.cli.predict;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.output.CheckedOutput;
import org.vavl.cli.output.MediaFiles;
import org.vavl.cli.output.PlainOutput;
import org.vavl.core.VavlException;
import org.vavl.core.file.AtomicFile;
import org.vavl.recognition.Recognition;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.annotation.AnnotationFormat;
import org.vavl.recognition.output.annotation.BidsEvents;
import org.vavl.recognition.output.annotation.ElanFile;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** In which format answers are given, and where to. */
final class RecognitionOutput {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. jsonl is one JSON value a line, each as soon as it is there; vtt are subtitles, eaf is a file for ELAN, textgrid for Praat,"
                            + " emotionml in the W3C's Emotion Markup Language, bids a table of events and its JSON, of each recording one.")
    private Format format = Format.TEXT;

    @Option(
            names = "--out",
            paramLabel = "FILE|DIR",
            description =
                    "Where answers are written, in place of standard output; for vtt, eaf, textgrid, emotionml and bids of several recordings, a folder.")
    private @Nullable Path out;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    RecognitionOutput() {}

    private Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** How answers are written. */
    enum Format {
        TEXT,
        JSON,
        JSONL,
        CSV,
        VTT,
        EAF,
        TEXTGRID,
        EMOTIONML,
        BIDS;

        /** Whether each recording has a file of its own, which says when which emotion shows. */
        boolean isAnnotation() {
            return compareTo(VTT) >= 0;
        }

        private AnnotationFormat annotation() {
            return AnnotationFormat.valueOf(name());
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the format says why an answer is what it is. */
    boolean explains() {
        return format == Format.TEXT || format == Format.JSON || format == Format.JSONL;
    }

    /** The format, for errors. */
    String name() {
        return format.toString();
    }

    /** Whether the format shows when which emotion shows. */
    boolean showsTime() {
        return format.isAnnotation();
    }

    /**
     * A printer of answers for these recordings, which were checked.
     */
    RecognitionPrinter printer(CommandLine command, ModelDescription model, List<MediaFiles.Media> media) {
        if (format.isAnnotation()) {
            return annotations(command, model, media);
        }
        if (format == Format.JSONL) {
            return out().map(RecognitionOutput::linesInto)
                    .orElseGet(() -> RecognitionPrinter.jsonLines(PlainOutput.whole(command.getOut())));
        }
        return out().map(file -> into(file, model)).orElseGet(() -> lines(model, command.getOut()));
    }

    /** What is finished stays, whatever happens to the rest. */
    private static RecognitionPrinter linesInto(Path file) {
        ClipTargets.makeFolder(file);
        PrintWriter writer;
        try {
            // not a channel, which an interrupt would close
            writer = CheckedOutput.writer(new FileOutputStream(file.toFile()), file.toString());
        } catch (FileNotFoundException e) {
            throw new VavlException(file + ": cannot be written: " + e.getMessage(), e);
        }
        RecognitionPrinter lines = RecognitionPrinter.jsonLines(writer);
        return new RecognitionPrinter() {
            @Override
            public void print(MediaFiles.Media recording, Recognition answer) {
                lines.print(recording, answer);
            }

            @Override
            public void end() {
                writer.close();
            }
        };
    }

    /** Nothing is written before all recordings are through. */
    private RecognitionPrinter into(Path file, ModelDescription model) {
        ClipTargets.makeFolder(file);
        StringWriter text = new StringWriter();
        RecognitionPrinter printer = lines(model, new PrintWriter(text));
        return new RecognitionPrinter() {
            @Override
            public void print(MediaFiles.Media recording, Recognition answer) {
                printer.print(recording, answer);
            }

            @Override
            public void end() {
                printer.end();
                AtomicFile.write(file, text.toString());
            }
        };
    }

    private RecognitionPrinter lines(ModelDescription model, PrintWriter writer) {
        return switch (format) {
            case JSON -> RecognitionPrinter.json(PlainOutput.whole(writer));
            case CSV -> RecognitionPrinter.csv(model, PlainOutput.whole(writer));
            default -> RecognitionPrinter.text(writer);
        };
    }

    /**
     * Checks that it is said where to write.
     *
     * @throws ParameterException if it is not
     */
    void check(CommandLine command, List<MediaFiles.Media> media) {
        if (format.isAnnotation() && out == null && media.size() > 1) {
            throw new ParameterException(
                    command, "--format " + format + " of " + media.size() + " recordings needs --out DIR");
        }
        if (format == Format.BIDS && out == null) {
            throw new ParameterException(
                    command, "--format bids makes two files, and needs --out FILE.tsv or --out DIR");
        }
    }

    private String content(Path recording, Path folder, Recognition answer, ModelDescription model) {
        return format.annotation()
                .content(answer, new ElanFile.Source(recording, folder, Instant.now(), model.provenance()));
    }

    private RecognitionPrinter annotations(CommandLine command, ModelDescription model, List<MediaFiles.Media> media) {
        Optional<ClipTargets> targets =
                out().map(named -> new ClipTargets(named, format.annotation().ending(), media));
        return (recording, answer) -> {
            Path folder = targets.map(files -> files.folder(recording)).orElse(Path.of(""));
            String content = content(recording.file(), folder, answer, model);
            if (targets.isPresent()) {
                targets.get().write(recording, content);
                if (format == Format.BIDS) {
                    String description =
                            BidsEvents.of(answer, model.provenance()).description();
                    targets.get().writeBeside(recording, ".json", description);
                }
            } else {
                PrintWriter whole = PlainOutput.whole(command.getOut());
                whole.print(content);
                whole.flush();
            }
        };
    }
}
