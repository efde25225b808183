package org.vavl.learning.experiment.trial;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.inspection.CorpusAudit;
import org.vavl.learning.corpus.inspection.Finding;
import org.vavl.learning.experiment.report.Report;
import org.vavl.nn.LibTorch;

/** What somebody else needs in order to repeat an experiment. */
public final class ReproductionSection {
    private static final String FILE = "experiment.yaml";

    private ReproductionSection() {}

    /**
     * The sections.
     *
     * @param experiment its name, which is the command's and the report's folder's
     * @param options of the command, each with its value
     * @param failures trials that could not be done
     */
    public static List<Report.Section> of(
            Study study, String experiment, List<String> options, List<TrialResults.Failure> failures) {
        List<Report.Section> sections = new ArrayList<>();
        if (!failures.isEmpty()) {
            sections.add(new Report.Heading("Trials that could not be done"));
            sections.add(new Report.Table(
                    "failures",
                    "They are in none of the numbers above.",
                    List.of("model", "trial", "reason"),
                    failures.stream()
                            .map(failure ->
                                    List.of(failure.model(), Integer.toString(failure.number()), failure.reason()))
                            .toList()));
        }
        ExperimentConfiguration configuration = study.configuration();
        sections.addAll(of(
                commandWords(experiment, options),
                new Report.Listing(
                        FILE,
                        configuration.withCorpus(fromReport(study, experiment)).toYaml()),
                study.corpus(),
                "The first trial has the seed " + configuration.seed()
                        + ", each further one the next. Every run's own folder has its full configuration."));
        return sections;
    }

    /**
     * The sections of something that can be repeated with a command in its report's folder.
     *
     * @param words of the command
     * @param configuration the file that the command reads
     * @param seeds a sentence on what is drawn with which seed
     */
    public static List<Report.Section> of(
            List<String> words, Report.Listing configuration, Corpus corpus, String seeds) {
        List<Report.Section> sections = new ArrayList<>(List.of(
                new Report.Heading("To repeat this"),
                new Report.Paragraph("In the folder of this report, where " + configuration.file()
                        + " is, the following trains and measures everything anew:"),
                new Report.Command(String.join(" ", words)),
                new Report.Paragraph("Where the corpus is elsewhere, add --set corpus=FOLDER. It is the same if"
                        + " vavl corpus inspect FOLDER prints the digest "
                        + corpus.digest()
                        + ". On other processors and with other libraries, or with another number of threads, numbers may differ in"
                        + " their last digits."),
                new Report.Paragraph("Made by Vavl " + version() + " with libtorch " + LibTorch.version()
                        + " and Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name")
                        + " " + System.getProperty("os.arch") + ". " + seeds),
                configuration));
        CorpusAudit.of(corpus).findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .forEach(finding -> sections.add(new Report.Paragraph("Audit of the corpus: "
                        + finding.severity().toString().toLowerCase(Locale.ROOT) + ": " + finding.message())));
        return sections;
    }

    private static List<String> commandWords(String experiment, List<String> options) {
        List<String> words = new ArrayList<>(List.of("vavl", "experiment", experiment, FILE));
        words.addAll(options);
        words.addAll(List.of("--out", "repeated"));
        return words;
    }

    private static String version() {
        return Optional.ofNullable(ReproductionSection.class.getPackage().getImplementationVersion())
                .orElse("in development");
    }

    /** Where the corpus is, seen from the report's folder: both can be moved together. */
    private static String fromReport(Study study, String experiment) {
        Path corpus = Path.of(study.configuration().corpus()).toAbsolutePath().normalize();
        Path report = study.folder(experiment).toAbsolutePath().normalize();
        return Objects.equals(corpus.getRoot(), report.getRoot())
                ? report.relativize(corpus).toString().replace(File.separatorChar, '/')
                : corpus.toString();
    }
}
