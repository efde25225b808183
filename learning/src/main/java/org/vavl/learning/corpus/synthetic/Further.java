package org.vavl.learning.corpus.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vavl.core.Seeds;
import org.vavl.core.clip.FeatureSequence;

/** A modality besides speech and face. All of it is drawn from seeds of its own, so that the other modalities are the same without it. */
final class Further {
    /** In the ring of emotions, so that its neighbours are neither those of the voice nor those of the face. */
    private static final int STEP = 3;

    private final SyntheticSettings settings;
    private final SyntheticModality modality;
    private final Gestures gestures;
    private final List<Boolean> presence;

    Further(SyntheticSettings settings, SyntheticModality modality) {
        this.settings = settings;
        this.modality = modality;
        gestures = new Gestures(modality, new Random(seed("gestures", 0)));
        int count = settings.speakers() * settings.clipsPerSpeaker();
        long absent = Math.round(modality.absent() * count);
        List<Boolean> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i >= absent);
        }
        Collections.shuffle(all, new Random(seed("presence", 0)));
        presence = List.copyOf(all);
    }

    private long seed(String what, long number) {
        return Seeds.derive(settings.seed(), what + " of " + name(), number);
    }

    String name() {
        return modality.modality().name();
    }

    /**
     * What a clip shows.
     *
     * @param speaker from 0
     * @param clip from 0, over all speakers
     * @return empty if the clip lacks it
     */
    Optional<FeatureSequence> draw(int speaker, int clip, int emotion) {
        if (!presence.get(clip)) {
            return Optional.empty();
        }
        double[] offset =
                SyntheticCorpus.offset(modality, settings.speakerOffset(), new Random(seed("speaker", speaker)));
        Random random = new Random(seed("clip", clip));
        return Optional.of(gestures.draw(SyntheticCorpus.shown(emotion, STEP, modality, random), offset, random));
    }
}
