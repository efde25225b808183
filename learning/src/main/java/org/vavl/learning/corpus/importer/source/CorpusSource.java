package org.vavl.learning.corpus.importer.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.CloseUnlessReturned;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.core.clip.FeatureSequence;
import org.vavl.core.clip.Modality;
import org.vavl.learning.corpus.folder.CorpusFolder;

/** A modality of another corpus, whose clips have the same ids. */
final class CorpusSource implements KeyedSource {
    private final CorpusFolder corpus;
    private final Modality modality;
    private final Map<String, Clip> clips = new HashMap<>();

    CorpusSource(Path folder, String modality) {
        try (CloseUnlessReturned opened = new CloseUnlessReturned()) {
            CorpusFolder read = opened.add(CorpusFolder.open(folder), CorpusFolder::close);
            this.modality = read.modalities().stream()
                    .filter(candidate -> candidate.name().equals(modality))
                    .findFirst()
                    .orElseThrow(() -> new VavlException(
                            "corpus " + folder + " has no modality " + modality + "; it has " + read.modalities()));
            corpus = opened.returned(read);
        }
        corpus.clips().forEach(clip -> clips.put(clip.id(), clip));
    }

    @Override
    public Optional<FeatureSequence> features(String key) {
        return clip(key).flatMap(clip -> clip.features(modality));
    }

    /** Which modality of the corpus it is. */
    Modality modality() {
        return modality;
    }

    /** The clips of the corpus. */
    List<Clip> clips() {
        return corpus.clips();
    }

    /** The clip of an id. */
    Optional<Clip> clip(String id) {
        return Optional.ofNullable(clips.get(id));
    }

    @Override
    public void close() {
        corpus.close();
    }
}
