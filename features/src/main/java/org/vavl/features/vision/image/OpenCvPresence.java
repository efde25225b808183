package org.vavl.features.vision.image;

import org.vavl.core.VavlException;

/** Whether OpenCV is on the class path: recognition with what is built in does without, and so may who embeds it. */
public final class OpenCvPresence {
    private OpenCvPresence() {}

    /**
     * To be called before any class that uses it.
     *
     * @param what needs it
     * @throws VavlException if it is not there
     */
    public static void require(String what) {
        try {
            Class.forName("org.bytedeco.opencv.global.opencv_core", false, OpenCvPresence.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new VavlException(
                    what
                            + " needs OpenCV, which is not on the class path: add org.bytedeco:opencv and org.bytedeco:openblas with the classifier of your platform",
                    e);
        }
    }
}
