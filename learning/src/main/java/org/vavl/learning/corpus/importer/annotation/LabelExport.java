package org.vavl.learning.corpus.importer.annotation;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;
import org.vavl.core.clip.Clip;
import org.vavl.learning.annotation.ElanDocument;
import org.vavl.learning.corpus.folder.FolderPaths;

/**
 * Labels back into the ELAN files that a corpus was imported from: each file as it was, in which every annotation that is a clip has the clip's class. What
 * is not a clip's stays untouched: other tiers, annotations that are no segments, and those of several tiers that became votes.
 */
public final class LabelExport {
    private static final String FOLDER = "annotations/";
    private static final String ENDING = ".eaf";
    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(1000);

    private final Path corpus;
    private final Map<String, ElanDocument> documents = new LinkedHashMap<>();
    private int labels;

    private LabelExport(Path corpus) {
        this.corpus = corpus;
    }

    /** Where in a corpus's folder the file of a recording is kept. */
    public static String path(String recording) {
        return FOLDER + recording + ENDING;
    }

    /**
     * Puts clips' classes into the files.
     *
     * @param corpus its folder
     * @param clips its clips
     * @throws VavlException if no clip is of a recording whose file is kept, or a file has no annotation where a clip is
     */
    public static LabelExport of(Path corpus, List<Clip> clips) {
        LabelExport export = new LabelExport(corpus);
        clips.stream().filter(clip -> !clip.isCopy()).forEach(export::add);
        if (export.documents.isEmpty()) {
            throw new VavlException(corpus + " has no ELAN files: it was not imported from annotations in such files");
        }
        return export;
    }

    private void add(Clip clip) {
        String recording = clip.traits().getOrDefault(SegmentClips.RECORDING, "");
        Optional<ElanDocument> document = recording.isEmpty() ? Optional.empty() : document(recording);
        String tier = clip.traits().getOrDefault(SegmentClips.TIER, "");
        Map<String, Double> classes = clip.labels().classes();
        if (document.isEmpty() || tier.isEmpty() || classes.size() != 1) {
            return;
        }
        int found = document.get()
                .setValue(
                        tier,
                        milliseconds(clip, SegmentClips.BEGIN),
                        milliseconds(clip, SegmentClips.END),
                        classes.keySet().iterator().next());
        if (found == 0) {
            throw new VavlException("clip " + clip.id() + ": " + path(recording) + " has no annotation in tier '" + tier
                    + "' from " + clip.traits().get(SegmentClips.BEGIN) + " to "
                    + clip.traits().get(SegmentClips.END) + " s");
        }
        labels += found;
    }

    private Optional<ElanDocument> document(String recording) {
        Path file = FolderPaths.resolve(corpus, path(recording));
        if (!documents.containsKey(recording) && Files.exists(file)) {
            documents.put(recording, ElanDocument.read(file));
        }
        return Optional.ofNullable(documents.get(recording));
    }

    private static long milliseconds(Clip clip, String trait) {
        String text = clip.traits().getOrDefault(trait, "");
        try {
            return new BigDecimal(text).multiply(MILLISECONDS).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new VavlException(
                    "clip " + clip.id() + ": trait " + trait + " is '" + text
                            + "', and must be seconds with milliseconds",
                    e);
        }
    }

    /** The files, by the name of their recording. */
    public Map<String, ElanDocument> documents() {
        return new LinkedHashMap<>(documents);
    }

    /** How many annotations are clips'. */
    public int labels() {
        return labels;
    }
}
