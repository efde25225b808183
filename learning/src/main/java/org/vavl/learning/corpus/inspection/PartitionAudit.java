package org.vavl.learning.corpus.inspection;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.Modality;
import org.vavl.core.clip.Task;
import org.vavl.learning.corpus.Corpus;
import org.vavl.learning.corpus.Part;

/** Looks at one of a corpus's partitions: speakers in several parts, and parts that lack something. */
final class PartitionAudit {
    private final Corpus corpus;
    private final String name;
    private final Map<Part, List<Clip>> parts = new EnumMap<>(Part.class);
    private final List<Finding> findings = new ArrayList<>();

    private PartitionAudit(Corpus corpus, String name, Map<String, Part> partOfClip) {
        this.corpus = corpus;
        this.name = name;
        for (Clip clip : corpus.clips()) {
            Part part = partOfClip.get(clip.id());
            if (part != null) {
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(clip);
            }
        }
    }

    static List<Finding> of(Corpus corpus) {
        List<Finding> findings = new ArrayList<>();
        corpus.partitions().forEach((name, partOfClip) -> {
            PartitionAudit audit = new PartitionAudit(corpus, name, partOfClip);
            audit.speakers();
            audit.lacks();
            findings.addAll(audit.findings);
        });
        return findings;
    }

    private void speakers() {
        Map<String, Set<Part>> partsOfSpeaker = new TreeMap<>();
        parts.forEach((part, clips) -> clips.forEach(clip -> partsOfSpeaker
                .computeIfAbsent(clip.speaker(), key -> EnumSet.noneOf(Part.class))
                .add(part)));
        List<String> shared = partsOfSpeaker.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        if (!shared.isEmpty()) {
            findings.add(Finding.serious(
                    "speaker-overlap",
                    "partition " + name + ": " + shared.size() + " of " + partsOfSpeaker.size()
                            + " speakers stand in more than one part, so results are not those for new speakers",
                    shared));
        }
    }

    private void lacks() {
        int inParts = 0;
        for (Part part : Part.values()) {
            List<Clip> clips = parts.getOrDefault(part, List.of());
            inParts += clips.size();
            if (clips.isEmpty()) {
                findings.add(Finding.serious(
                        "empty-part", "partition " + name + " has no clips in its " + part + " part", List.of()));
            } else {
                classes(part, clips);
                modalities(part, clips);
            }
        }
        if (inParts < corpus.clips().size()) {
            findings.add(Finding.note(
                    "without-part",
                    "partition " + name + " names no part for "
                            + (corpus.clips().size() - inParts) + " of "
                            + corpus.clips().size() + " clips",
                    List.of()));
        }
    }

    private void classes(Part part, List<Clip> clips) {
        if (corpus.task() instanceof Task.Classification task) {
            Set<String> lacking = new TreeSet<>(task.labels());
            clips.forEach(clip -> TargetClasses.mostVoted(task, clip).ifPresent(lacking::remove));
            if (!lacking.isEmpty()) {
                findings.add(Finding.warning(
                        "class-missing",
                        "partition " + name + ": no clip of the " + part + " part has the class "
                                + String.join(", ", lacking),
                        List.copyOf(lacking)));
            }
        }
    }

    private void modalities(Part part, List<Clip> clips) {
        for (Modality modality : corpus.modalities()) {
            if (clips.stream().noneMatch(clip -> clip.modalities().contains(modality.name()))) {
                findings.add(Finding.serious(
                        "modality-missing",
                        "partition " + name + ": no clip of the " + part + " part has " + modality.name() + " features",
                        List.of()));
            }
        }
    }
}
