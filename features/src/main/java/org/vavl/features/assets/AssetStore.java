package org.vavl.features.assets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vavl.core.VavlException;

/**
 * A folder of models that others have trained. A file is in it only after its digest was checked, under its model's name and the
 * beginning of its digest, so that another version of Vavl that wants other files does not find the wrong ones.
 */
public final class AssetStore {
    /** The environment variable that says where the store is. */
    public static final String VARIABLE = "VAVL_MODELS";

    private static final int DIGITS = 12;

    private final Path folder;
    private final List<Asset> assets;

    /** What the store has of a file. */
    public enum State {
        /** Nothing. */
        MISSING,
        /** The file. */
        PRESENT,
        /** A file with another digest: damaged. */
        DAMAGED
    }

    /**
     * A store.
     *
     * @param folder where it is; made when something is put into it
     * @param assets what it knows
     */
    public AssetStore(Path folder, List<Asset> assets) {
        this.folder = folder;
        this.assets = List.copyOf(assets);
    }

    /** The user's store: the folder that {@value #VARIABLE} names, or else one among the user's caches; it knows {@link Assets}. */
    public static AssetStore standard() {
        return new AssetStore(AssetFolder.of(System.getenv(), System.getProperty("os.name"), home()), Assets.all());
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What it knows. */
    public List<Asset> assets() {
        return assets;
    }

    /**
     * A model that it knows.
     *
     * @throws VavlException if it knows none of that name
     */
    public Asset asset(String name) {
        return assets.stream()
                .filter(asset -> asset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new VavlException("model '" + name + "' is not known: must be one of "
                        + String.join(", ", assets.stream().map(Asset::name).toList())));
    }

    /** Where a file is or would be. */
    Path path(Asset asset, AssetFile file) {
        String digits = file.digest().hexadecimal().substring(0, DIGITS);
        return folder.resolve(asset.name()).resolve(digits).resolve(file.name());
    }

    /** A file of a model, if the store has it. */
    public Optional<Path> find(Asset asset, AssetFile file) {
        Path path = path(asset, file);
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /**
     * A file of a model, which the store must have.
     *
     * @param name the model's name
     * @param fileName the file's name
     * @param user what needs it, for the message, such as {@code extractor wav2vec2}
     * @throws VavlException if it is missing, saying how to get it
     */
    public Path require(String name, String fileName, String user) {
        Asset asset = asset(name);
        AssetFile file =
                asset.file(fileName).orElseThrow(() -> new IllegalArgumentException(name + " has no file " + fileName));
        return find(asset, file)
                .orElseThrow(() -> new VavlException(user + " needs the model " + name + " (" + asset.description()
                        + "; " + asset.licence().name() + ", " + asset.size() + "), which is not in " + folder
                        + ": get it with `vavl models pull " + name
                        + (asset.licence().commercial() ? "" : " --accept-licence")
                        + "`, or offline with `vavl models add " + name + " " + fileName + "`"));
    }

    /** Checks the files of a model by their digests. */
    public Map<AssetFile, State> verify(Asset asset) {
        Map<AssetFile, State> states = new LinkedHashMap<>();
        for (AssetFile file : asset.files()) {
            states.put(
                    file,
                    find(asset, file)
                            .map(path -> file.digest().fits(path) ? State.PRESENT : State.DAMAGED)
                            .orElse(State.MISSING));
        }
        return states;
    }

    /**
     * Puts a local file into the store; which of the model's files it is, its digest says.
     *
     * @return the file in the store
     * @throws VavlException if it is none of the model's, or cannot be copied
     */
    public Path add(Asset asset, Path local) {
        for (AssetFile file : asset.files()) {
            if (file.digest().fits(local)) {
                return AssetPlace.makeRoom(path(asset, file)).copy(local);
            }
        }
        throw new VavlException(local + " is none of the files of " + asset.name() + ", which are "
                + String.join(
                        ", ",
                        asset.files().stream()
                                .map(file -> file.name() + " (" + file.digest() + ")")
                                .toList())
                + "; its own is " + Digest.of(asset.files().get(0).digest().kind(), local));
    }

    /**
     * Downloads what the store lacks of a model.
     *
     * @param download gets files
     * @throws VavlException if a file cannot be got, or is not what it should be
     */
    public void pull(Asset asset, Download download) {
        for (AssetFile file : asset.files()) {
            if (find(asset, file).isEmpty()) {
                AssetPlace place = AssetPlace.makeRoom(path(asset, file));
                Path partial = place.beside(".partial");
                download.get(file, partial);
                place.move(partial);
            }
        }
    }

    /**
     * Removes a model's files that are damaged, so that they are got anew.
     *
     * @throws VavlException if one cannot be removed
     */
    public void removeDamaged(Asset asset) {
        verify(asset).forEach((file, state) -> {
            if (state == State.DAMAGED) {
                AssetPlace.removeNow(path(asset, file));
            }
        });
    }
}
