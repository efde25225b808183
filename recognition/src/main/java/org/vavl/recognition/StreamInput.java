package org.vavl.recognition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vavl.features.media.MissingStreamException;
import org.vavl.features.media.PcmFormat;
import org.vavl.features.media.SampleSource;
import org.vavl.features.stream.FrameStream;
import org.vavl.features.stream.SampleStream;
import org.vavl.features.stream.StreamClock;
import org.vavl.features.vision.FaceWindows;
import org.vavl.features.vision.VisualFrontEnd;
import org.vavl.features.vision.tracking.LookAhead;

/** Sound and images that are pushed. */
final class StreamInput implements RecordingInput {
    private static final String NAME = "stream";

    /** What waits to be read, beyond what the reader needs, before pushing waits, too. */
    private static final double SLACK_SECONDS = 1;

    /** Sound that waits, some megabytes: more than images can be waited for, so that whoever pushes both never waits for ever. */
    private static final double SOUND_SECONDS = 120;

    private final SessionSettings settings;
    private final LookAhead lookAhead;
    private final StreamClock clock;
    private @Nullable SampleStream samples;
    private @Nullable FrameStream images;

    StreamInput(SessionSettings settings) {
        this.settings = settings;
        this.lookAhead = settings.isLowLatency() ? LookAhead.NONE : LookAhead.FULL;
        this.clock = new StreamClock(settings.latenessSeconds());
    }

    boolean hasAudio() {
        return settings.audio().isPresent();
    }

    boolean hasVideo() {
        return settings.frameRate() > 0;
    }

    StreamClock clock() {
        return clock;
    }

    /** The sound; empty if there is none, or the model takes none. */
    Optional<SampleStream> sound() {
        return Optional.ofNullable(samples);
    }

    /** The images; empty if there are none, or the model takes none. */
    Optional<FrameStream> images() {
        return Optional.ofNullable(images);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isEndless() {
        return true;
    }

    @Override
    public SampleSource samples(int sampleRate) {
        PcmFormat format = settings.audio().orElseThrow(() -> new MissingStreamException(NAME, "sound"));
        SampleStream stream = new SampleStream(clock, format, sampleRate, SOUND_SECONDS);
        samples = stream;
        return stream;
    }

    @Override
    public FaceWindows faces(VisualFrontEnd frontEnd) {
        if (settings.frameRate() == 0) {
            throw new MissingStreamException(NAME, "video, and no picture");
        }
        double buffered =
                frontEnd.delaySeconds(lookAhead, settings.frameRate()) + settings.latenessSeconds() + SLACK_SECONDS;
        FrameStream stream = new FrameStream(clock, settings.frameRate(), buffered);
        images = stream;
        return frontEnd.windows(NAME, stream::open, lookAhead);
    }
}
