package org.vavl.cli.models;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetFile;
import org.vavl.features.assets.AssetStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl models verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks the files of models by their digests. Exits with 1 if one is damaged, or if one was named and is missing.")
final class ModelsVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which; default: all.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private StoreOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ModelsVerifyCommand() {}

    @Override
    public Integer call() {
        AssetStore store = options.store();
        PrintWriter out = spec.commandLine().getOut();
        boolean wrong = false;
        for (Asset asset : WrongUse.unless(spec.commandLine(), () -> StoreOptions.assets(store, names))) {
            Map<AssetFile, AssetStore.State> states = store.verify(asset);
            states.forEach((file, state) -> out.printf(
                    Locale.ROOT,
                    "%s %s: %s%n",
                    asset.name(),
                    file.name(),
                    state.name().toLowerCase(Locale.ROOT)));
            wrong |= states.containsValue(AssetStore.State.DAMAGED)
                    || (!names.isEmpty() && states.containsValue(AssetStore.State.MISSING));
        }
        out.flush();
        return wrong ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
