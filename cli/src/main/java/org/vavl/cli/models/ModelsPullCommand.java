package org.vavl.cli.models;

import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vavl.cli.option.StoreOptions;
import org.vavl.cli.option.WrongUse;
import org.vavl.cli.output.Failures;
import org.vavl.cli.output.Progress;
import org.vavl.core.VavlException;
import org.vavl.features.assets.Asset;
import org.vavl.features.assets.AssetFile;
import org.vavl.features.assets.AssetStore;
import org.vavl.features.assets.Download;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vavl models pull}. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = "Downloads models, goes on with downloads that broke off, and checks what arrived.")
final class ModelsPullCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Which; `vavl models list` lists them.")
    private List<String> names;

    @Option(names = "--accept-licence", description = "You accept the licences, also those that forbid commercial use.")
    private boolean acceptLicence;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Another place, such as a mirror, that has the files under this address and their names.")
    private @Nullable URI from;

    @Mixin
    private StoreOptions options;

    /** Filled by picocli. */
    @SuppressWarnings("NullAway.Init")
    ModelsPullCommand() {}

    @Override
    public Integer call() {
        AssetStore store = options.store();
        List<Asset> assets = WrongUse.unless(spec.commandLine(), () -> StoreOptions.assets(store, names));
        assets.forEach(this::requireConsent);
        Failures failures = new Failures();
        for (Asset asset : assets) {
            failures.guard(asset.name(), () -> pull(store, asset));
        }
        return failures.report(spec.commandLine(), assets.size());
    }

    private void requireConsent(Asset asset) {
        if (asset.licence().commercial() || acceptLicence) {
            return;
        }
        String terms = asset.name() + " is under " + asset.licence().name() + ", which forbids commercial use ("
                + asset.licence().text() + ")";
        if (!Boolean.getBoolean("vavl.terminal")) {
            throw new VavlException(terms + ": say that you accept it with --accept-licence");
        }
        if (!isYes(terms + ". Do you accept it? [y/N] ")) {
            throw new VavlException(asset.name() + " was not downloaded, since its licence was not accepted");
        }
    }

    /** Without an answer, such as from a pipe that is empty, the answer is no. */
    private boolean isYes(String question) {
        spec.commandLine().getErr().print(question);
        spec.commandLine().getErr().flush();
        Scanner answers = new Scanner(System.in, Charset.defaultCharset());
        return answers.hasNextLine()
                && answers.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private void pull(AssetStore store, Asset asset) {
        store.removeDamaged(asset);
        long size = asset.files().stream()
                .mapToLong(file -> file.size().orElse(0))
                .max()
                .orElse(0);
        try (Progress progress = Progress.begin(spec.commandLine().getErr(), asset.name() + " bytes", 0, size)) {
            store.pull(asset, new Download(source(), PATIENCE, bytes -> progress.stepTo(bytes, "")));
        }
        for (AssetFile file : asset.files()) {
            spec.commandLine().getOut().println(store.require(asset.name(), file.name(), "pull"));
        }
        spec.commandLine().getOut().flush();
    }

    private UnaryOperator<URI> source() {
        URI mirror = from;
        if (mirror == null) {
            return UnaryOperator.identity();
        }
        if (mirror.getHost() == null || !List.of("http", "https").contains(mirror.getScheme())) {
            throw new VavlException("--from " + mirror + " must be such as https://host/folder/");
        }
        String folder = mirror + (mirror.toString().endsWith("/") ? "" : "/");
        return source ->
                URI.create(folder + source.getPath().substring(source.getPath().lastIndexOf('/') + 1));
    }
}
