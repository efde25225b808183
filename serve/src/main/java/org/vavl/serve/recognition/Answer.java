package org.vavl.serve.recognition;

import org.vavl.recognition.Recognition;
import org.vavl.recognition.WindowSettings;
import org.vavl.recognition.inference.ModelDescription;
import org.vavl.recognition.output.FaceThumbnails;

/**
 * What was recognised, from which every format can be made.
 *
 * @param recognition with a timeline where one was made
 * @param portraits faces along it; not to be changed any more
 * @param model that made it
 * @param asked how the recording was asked to be gone through
 */
record Answer(Recognition recognition, FaceThumbnails portraits, ModelDescription model, WindowSettings asked) {
    /** As {@code predict} shows it: a short recording has a timeline only where it was asked for, or the format shows it. */
    Recognition shown(AnswerFormat format) {
        boolean hasTime = format.showsTime()
                || asked.dividesShortRecordings()
                || recognition.seconds() > asked.maximumWholeSeconds();
        return hasTime ? recognition : recognition.withoutTimeline();
    }
}
