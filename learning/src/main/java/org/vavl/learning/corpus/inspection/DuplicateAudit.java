package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.CorpusDigest;

/** Looks for clips that are there twice: with the same features, or with ids that differ in case alone. */
final class DuplicateAudit {
    private DuplicateAudit() {}

    static List<Finding> of(Corpus corpus) {
        List<Finding> findings = new ArrayList<>();
        for (Modality modality : corpus.modalities()) {
            features(corpus, modality, findings);
        }
        ids(corpus, findings);
        return findings;
    }

    private static void features(Corpus corpus, Modality modality, List<Finding> findings) {
        Map<String, List<Clip>> byDigest = new LinkedHashMap<>();
        List<Optional<String>> digests = corpus.clips().parallelStream()
                .map(clip -> clip.features(modality).map(CorpusDigest::of))
                .toList();
        for (int i = 0; i < digests.size(); i++) {
            Clip clip = corpus.clips().get(i);
            digests.get(i).ifPresent(digest -> byDigest.computeIfAbsent(digest, key -> new ArrayList<>())
                    .add(clip));
        }
        List<List<Clip>> groups =
                byDigest.values().stream().filter(clips -> clips.size() > 1).toList();
        if (groups.isEmpty()) {
            return;
        }
        long across =
                groups.stream().filter(clips -> crossesParts(corpus, clips)).count();
        long otherLabels = groups.stream()
                .filter(clips -> clips.stream().map(Clip::labels).distinct().count() > 1)
                .count();
        String message = "groups of clips with the same " + modality.name() + " features: " + groups.size()
                + ", with different labels: " + otherLabels + ", in different parts of a partition: " + across;
        List<String> examples = groups.stream()
                .map(clips -> String.join(" = ", clips.stream().map(Clip::id).toList()))
                .toList();
        findings.add(
                across > 0
                        ? Finding.serious("duplicate-features", message, examples)
                        : Finding.warning("duplicate-features", message, examples));
    }

    private static boolean crossesParts(Corpus corpus, List<Clip> clips) {
        return corpus.partitions().values().stream()
                .anyMatch(partition -> clips.stream()
                                .map(clip -> partition.get(clip.id()))
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        > 1);
    }

    private static void ids(Corpus corpus, List<Finding> findings) {
        Map<String, List<String>> byLowerCase = new TreeMap<>();
        corpus.clips().forEach(clip -> byLowerCase
                .computeIfAbsent(clip.id().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(clip.id()));
        List<String> examples = byLowerCase.values().stream()
                .filter(ids -> ids.size() > 1)
                .map(ids -> String.join(" = ", ids))
                .toList();
        if (!examples.isEmpty()) {
            findings.add(Finding.warning(
                    "duplicate-ids",
                    "groups of clips whose ids differ in case alone: " + examples.size()
                            + "; some file systems take them for the same",
                    examples));
        }
    }
}
