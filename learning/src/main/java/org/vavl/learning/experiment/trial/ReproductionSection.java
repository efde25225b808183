package org.vavl.learning.experiment.trial;

import java.util.ArrayList;
import java.util.List;
import org.vavl.learning.corpus.inspection.CorpusAudit;
import org.vavl.learning.corpus.inspection.Finding;
import org.vavl.learning.experiment.report.Report;
import org.vavl.nn.LibTorch;

/** What somebody else needs in order to repeat an experiment. */
public final class ReproductionSection {
    private ReproductionSection() {}

    public static List<Report.Section> of(Study study, List<TrialResults.Failure> failures) {
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
        sections.add(new Report.Heading("To repeat this"));
        sections.add(new Report.Paragraph("Corpus " + study.corpus().name() + ", digest "
                + study.corpus().digest() + "; libtorch " + LibTorch.version() + "; Java "
                + System.getProperty("java.version") + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ". Trial t has seed "
                + study.configuration().seed() + " + t − 1. Every run's own folder has its full configuration."));
        CorpusAudit.of(study.corpus()).findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .forEach(finding -> sections.add(new Report.Paragraph("Audit of the corpus: "
                        + finding.severity().toString().toLowerCase(java.util.Locale.ROOT) + ": "
                        + finding.message())));
        sections.add(new Report.Listing(
                study.configuration().withCorpus(study.corpus().name()).toYaml()));
        return sections;
    }
}
