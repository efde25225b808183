package org.vavl.cli.models;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.output.ResultOutput;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code vavl models list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the models: what they are, who published them, under which licence, and which are here.")
final class ModelsListCommand implements Callable<Integer> {
    @Mixin
    private StoreOptions options;

    @Mixin
    private ResultOutput output;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ModelsListCommand() {}

    @Override
    public Integer call() {
        AssetStore store = options.store();
        output.print(store.assets().stream().map(asset -> json(store, asset)).toList(), out -> print(store, out));
        return ExitCode.OK;
    }

    private static void print(AssetStore store, PrintWriter out) {
        out.println("models in " + store.folder());
        for (Asset asset : store.assets()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s: %s; %s, %s%n  %s%s%n  of %s%n",
                    asset.name(),
                    asset.description(),
                    asset.size(),
                    isHere(store, asset) ? "here" : "not here",
                    asset.licence().name(),
                    asset.licence().commercial()
                            ? ""
                            : ", no commercial use (" + asset.licence().text() + ")",
                    asset.origin());
        }
    }

    private static boolean isHere(AssetStore store, Asset asset) {
        return asset.files().stream().allMatch(file -> store.find(asset, file).isPresent());
    }

    private static Map<String, Object> json(AssetStore store, Asset asset) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", asset.name());
        json.put("description", asset.description());
        json.put("origin", asset.origin());
        json.put("licence", asset.licence().name());
        json.put("commercialUse", asset.licence().commercial());
        json.put("here", isHere(store, asset));
        List<Map<String, String>> files = asset.files().stream()
                .map(file -> Map.of(
                        "name", file.name(),
                        "source", file.source().toString(),
                        "digest", file.digest().toString()))
                .toList();
        json.put("files", files);
        return json;
    }
}
