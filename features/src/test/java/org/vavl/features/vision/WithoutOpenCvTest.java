package org.vavl.features.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vavl.core.VavlException;
import org.vavl.features.Image;
import org.vavl.features.vision.detection.HaarFaceDetector;
import org.vavl.features.vision.image.ImageAugmentation;

/** What is said to a program that calls classes which need OpenCV, and does not have it on its class path. */
class WithoutOpenCvTest {
    private static final List<String> LEFT_OUT = List.of("opencv", "openblas");
    private static final String ADVICE =
            " needs OpenCV, which is not on the class path: add org.bytedeco:opencv and org.bytedeco:openblas with the classifier of your platform";

    private URLClassLoader classes;

    @BeforeEach
    void openTheClassPathWithoutIt() throws MalformedURLException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        List<Path> paths =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
        for (Path path : paths) {
            if (LEFT_OUT.stream().noneMatch(path.getFileName().toString()::startsWith)) {
                urls.add(path.toUri().toURL());
            }
        }
        classes = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        classes.close();
    }

    private interface Call {
        void make() throws ReflectiveOperationException;
    }

    private static void assertAdvice(String who, Call call) {
        Throwable thrown = catchThrowable(call::make);
        assertThat(thrown).isInstanceOf(InvocationTargetException.class);
        Throwable cause = thrown.getCause();
        assertThat(cause.getClass().getName()).as(cause.toString()).isEqualTo(VavlException.class.getName());
        assertThat(cause).hasMessage(who + ADVICE);
    }

    private Class<?> of(Class<?> type) throws ClassNotFoundException {
        return Class.forName(type.getName(), true, classes);
    }

    @Test
    void theExtractorNamesIt() {
        assertAdvice(
                "the extractor 'face-hog'",
                () -> of(FaceHogExtractor.class).getConstructor().newInstance());
    }

    @Test
    void theDetectorNamesIt() {
        assertAdvice(
                "the face detector 'haar'",
                () -> of(HaarFaceDetector.class).getMethod("open").invoke(null));
    }

    @Test
    void augmentationNamesItWhenAPictureIsChanged() throws ReflectiveOperationException {
        Class<?> augmentation = of(ImageAugmentation.class);
        Class<?> image = of(Image.class);
        Object none = augmentation.getMethod("none").invoke(null);
        Object grey = image.getMethod("of", int.class, int.class, int.class, byte[].class)
                .invoke(null, 1, 1, Image.GREY, new byte[1]);
        assertAdvice(
                "image augmentation",
                () -> augmentation.getMethod("apply", image).invoke(none, grey));
    }
}
