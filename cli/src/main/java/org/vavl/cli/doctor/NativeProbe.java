package org.vavl.cli.doctor;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vavl.core.Counted;
import org.vavl.features.onnxruntime.OnnxRuntime;
import org.vavl.features.vision.image.OpenCv;
import org.vavl.nn.LibTorch;

/** Loads one native library, in a process of its own, since a library that does not fit may take its process with it. */
final class NativeProbe {
    private NativeProbe() {}

    /** Prints what the library named by the argument says of itself. */
    public static void main(String[] arguments) {
        System.out.println(
                switch (arguments[0]) {
                    case "libtorch" -> libTorch();
                    case "cuda" -> cuda();
                    case "ffmpeg" -> ffmpeg();
                    case "opencv" -> openCv();
                    case "onnxruntime" -> OnnxRuntime.environment().getVersion();
                    default -> throw new IllegalArgumentException(arguments[0]);
                });
    }

    private static String libTorch() {
        LibTorch.load();
        try (PointerScope scope = new PointerScope()) {
            Tensor ones = torch.ones(64, 64);
            double sum = ones.matmul(ones).sum().item_double();
            if (sum != 64.0 * 64 * 64) {
                throw new IllegalStateException("a product of matrices came out wrong: " + sum);
            }
        }
        return LibTorch.version() + ", " + Counted.of(LibTorch.threads(), "thread");
    }

    private static String cuda() {
        LibTorch.load();
        return torch.cuda_is_available() ? Counted.of(torch.cuda_device_count(), "device") : "";
    }

    private static String openCv() {
        OpenCv.load();
        return opencv_core.getVersionString().getString().strip();
    }

    private static String ffmpeg() {
        Loader.load(avcodec.class);
        Loader.load(avformat.class);
        Loader.load(swresample.class);
        Loader.load(swscale.class);
        return avutil.av_version_info().getString();
    }
}
