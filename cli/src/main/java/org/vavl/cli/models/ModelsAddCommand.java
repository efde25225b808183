package org.vavl.cli.models;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Failures;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl models add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Takes files of a model that you have already, under any name, after checking that they are the right ones.")
final class ModelsAddCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "Which; `vavl models list` lists them.")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Files of it.")
    private List<Path> files;

    @Mixin
    private StoreOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ModelsAddCommand() {}

    @Override
    public Integer call() {
        AssetStore store = options.store();
        Asset asset = WrongUse.unless(spec.commandLine(), () -> store.asset(name));
        Failures failures = new Failures();
        for (Path file : files) {
            failures.guard(file.toString(), () -> spec.commandLine().getOut().println(store.add(asset, file)));
        }
        spec.commandLine().getOut().flush();
        return failures.report(spec.commandLine(), files.size());
    }
}
