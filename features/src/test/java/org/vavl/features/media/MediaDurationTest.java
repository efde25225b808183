package org.vavl.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class MediaDurationTest {
    @TempDir
    private Path folder;

    private static double seconds(Path file) {
        return MediaDuration.seconds(file, MediaLimits.defaults());
    }

    @Test
    void isWhatAFileSays() {
        assertThat(seconds(TalkingFace.CLIP)).isCloseTo(3, within(0.1));
    }

    /** As a file is that was written to a pipe. */
    @Test
    void isWhatCanBeDecodedWhereAFileDoesNotSay() throws IOException {
        Path sound = FFmpegProgram.make(
                folder.resolve("sound.flac"), "-i", TalkingFace.CLIP, "-vn", "-f", "flac", "-write_header", 0);
        Path video = FFmpegProgram.make(folder.resolve("video.h264"), "-i", TalkingFace.CLIP, "-an", "-c", "copy");
        assertThat(seconds(sound)).isCloseTo(2.88, within(0.01)); // shorter than the pictures
        assertThat(seconds(video)).isCloseTo(3, within(0.2));
    }

    @Test
    void isAtMostWhatIsRead() {
        assertThat(MediaDuration.seconds(TalkingFace.CLIP, new MediaLimits(1, 30, 20_000_000)))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsAnError() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "this is no video");
        assertThatThrownBy(() -> seconds(text))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith(text.toString());
    }
}
