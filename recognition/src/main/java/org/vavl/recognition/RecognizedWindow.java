package org.vavl.recognition;

import java.util.Optional;
import org.vavl.features.Image;

/**
 * A window that has just been recognised, with what is not kept of it.
 *
 * @param recognition what the timeline will have of it
 * @param face the face that it shows, in colour; empty if there is none
 */
public record RecognizedWindow(WindowRecognition recognition, Optional<Image> face) {}
