package org.vavl.recognition.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.vavl.core.VavlException;
import org.vavl.core.compute.Device;
import org.vavl.core.compute.Precision;

/** Loads networks with the engines that are on the class path. */
public final class InferenceNetworks {
    private InferenceNetworks() {}

    /**
     * Loads a network with the first engine that reads its file.
     *
     * @param device where it runs
     * @param precision of matrix multiplications
     * @throws VavlException if no engine reads it, the file cannot be read or is no model, or this machine lacks the device
     */
    public static InferenceNetwork load(Path file, Device device, Precision precision) {
        return provider(file).load(file, device, precision);
    }

    /**
     * Which engine runs a file.
     *
     * @throws VavlException if no engine on the class path reads it
     */
    public static String engine(Path file) {
        return provider(file).engine();
    }

    private static InferenceNetworkProvider provider(Path file) {
        List<InferenceNetworkProvider> providers = providers();
        return providers.stream()
                .filter(provider -> provider.supports(file))
                .findFirst()
                .orElseThrow(() -> new VavlException(file + ": no engine on the class path reads such a model ("
                        + (providers.isEmpty()
                                ? "there is none: add the artifact org.vavl:vavl-model"
                                : "there is " + String.join(", ", names(providers)))
                        + ")"));
    }

    private static List<InferenceNetworkProvider> providers() {
        return ServiceLoader.load(InferenceNetworkProvider.class, InferenceNetworkProvider.class.getClassLoader())
                .stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<String> names(List<InferenceNetworkProvider> providers) {
        return providers.stream().map(InferenceNetworkProvider::engine).sorted().toList();
    }
}
