package org.vavl.features.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vavl.core.VavlException;

class AssetStoreTest {
    private static final Licence LICENCE =
            new Licence("CC-BY-NC-4.0", URI.create("https://creativecommons.org/licenses/by-nc/4.0/"), false);

    @TempDir
    private Path folder;

    /** `printf 'hello\n' | git hash-object --stdin` and `sha256sum`. */
    private static final Digest HELLO = Digest.gitBlob("ce013625030ba8dba906f756967f9e9ca394464a");

    private static final Digest HELLO_SHA =
            Digest.sha256("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");

    private AssetStore store() {
        URI source = URI.create("https://example.invalid/");
        return new AssetStore(
                folder.resolve("store"),
                List.of(new Asset(
                        "greeting",
                        "two words",
                        "me",
                        LICENCE,
                        List.of(
                                new AssetFile("world.txt", source, OptionalLong.of(6), Digest.sha256("00".repeat(32))),
                                new AssetFile("hello.txt", source, OptionalLong.of(6), HELLO)))));
    }

    private Path hello() throws IOException {
        return Files.write(folder.resolve("any"), "hello\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void digestsAreGitsAndSha256() throws IOException {
        assertThat(HELLO.fits(hello())).isTrue();
        assertThat(HELLO_SHA.fits(hello())).isTrue();
        assertThatThrownBy(() -> Digest.sha256("xyz")).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsALocalFileByItsDigest() throws IOException {
        AssetStore store = store();
        Asset asset = store.asset("greeting");
        Path added = store.add(asset, hello());
        assertThat(added).hasFileName("hello.txt").hasContent("hello\n");
        assertThat(store.require("greeting", "hello.txt", "a test")).isEqualTo(added);
        assertThat(store.verify(asset).values()).containsExactly(AssetStore.State.MISSING, AssetStore.State.PRESENT);
    }

    @Test
    void refusesAnotherFile() throws IOException {
        AssetStore store = store();
        Path other = Files.writeString(folder.resolve("other"), "hullo\n");
        assertThatThrownBy(() -> store.add(store.asset("greeting"), other))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("is none of the files of greeting, which are world.txt (sha256 00")
                .hasMessageContaining("its own is sha256 ");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void findsWhatWasDamaged() throws IOException {
        AssetStore store = store();
        Asset asset = store.asset("greeting");
        Files.writeString(store.add(asset, hello()), "hullo\n");
        assertThat(store.verify(asset).values()).contains(AssetStore.State.DAMAGED);
        store.removeDamaged(asset);
        assertThat(store.verify(asset).values()).containsOnly(AssetStore.State.MISSING);
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        assertThatThrownBy(() -> store().require("greeting", "hello.txt", "extractor greeter"))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageStartingWith(
                        "extractor greeter needs the model greeting (two words; CC-BY-NC-4.0, 0 kB), which is not in ")
                .hasMessageContaining("`vavl models pull greeting --accept-licence`")
                .hasMessageContaining("`vavl models add greeting hello.txt`");
        assertThatThrownBy(() -> store().asset("greting"))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("must be one of greeting");
    }

    @Test
    void isWhereTheVariableSaysOrAmongTheCaches() {
        Path home = Path.of("/home/me");
        assertThat(AssetFolder.of(Map.of("VAVL_MODELS", "/data/models"), "Linux", home))
                .isEqualTo(Path.of("/data/models"));
        assertThat(AssetFolder.of(Map.of(), "Linux", home)).isEqualTo(Path.of("/home/me/.cache/vavl/models"));
        assertThat(AssetFolder.of(Map.of("XDG_CACHE_HOME", "/c"), "Linux", home))
                .isEqualTo(Path.of("/c/vavl/models"));
        assertThat(AssetFolder.of(Map.of(), "Mac OS X", home))
                .isEqualTo(Path.of("/home/me/Library/Caches/vavl/models"));
        assertThat(AssetFolder.of(Map.of("LOCALAPPDATA", "/l"), "Windows 11", home))
                .isEqualTo(Path.of("/l/vavl/models"));
    }

    @Test
    void knowsTheProxyOfTheEnvironment() {
        URI uri = URI.create("https://models.example.org/net");
        ProxySelector none = ProxySelector.of(null);
        assertThat(new EnvironmentProxy(Map.of("HTTPS_PROXY", "http://user:word@proxy.example:3128"), none).select(uri))
                .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128)));
        assertThat(new EnvironmentProxy(Map.of("https_proxy", "proxy.example:80"), none).select(uri))
                .extracting(Proxy::type)
                .containsExactly(Proxy.Type.HTTP);
        assertThat(new EnvironmentProxy(Map.of("ALL_PROXY", "proxy.example", "NO_PROXY", "a.b, .example.org"), none)
                        .select(uri))
                .containsExactly(Proxy.NO_PROXY);
        assertThat(new EnvironmentProxy(Map.of("HTTP_PROXY", "proxy.example"), none).select(uri))
                .containsExactly(Proxy.NO_PROXY);
        assertThatThrownBy(() -> new EnvironmentProxy(Map.of("ALL_PROXY", "socks5://u:word@p:1"), none).select(uri))
                .isExactlyInstanceOf(VavlException.class)
                .hasMessageContaining("must be such as http://host:port")
                .hasMessageNotContaining("word");
    }

    @Test
    void theModelsOfVavlHaveDifferentNamesAndFiles() {
        assertThat(Assets.all()).extracting(Asset::name).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        for (Asset asset : Assets.all()) {
            assertThat(asset.files()).extracting(AssetFile::name).doesNotHaveDuplicates();
            assertThat(asset.files()).allMatch(file -> file.source().getScheme().equals("https"));
        }
    }
}
