package org.vavl.features.assets;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vavl.core.VavlException;

/**
 * The proxy that the environment names, as curl and others understand it: {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and
 * {@code NO_PROXY}, or the same in lower case. Where none is named, what Java's own settings say.
 */
final class EnvironmentProxy extends ProxySelector {
    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    EnvironmentProxy(Map<String, String> environment, ProxySelector otherwise) {
        this.environment = Map.copyOf(environment);
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI uri) {
        Optional<String> named =
                variable(uri.getScheme().toUpperCase(Locale.ROOT) + "_PROXY").or(() -> variable("ALL_PROXY"));
        if (named.isEmpty()) {
            return otherwise.select(uri);
        }
        return List.of(isExcepted(uri.getHost()) ? Proxy.NO_PROXY : proxy(named.get()));
    }

    private Optional<String> variable(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(key -> environment.getOrDefault(key, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private boolean isExcepted(String host) {
        return variable("NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith(".") ? name.substring(1) : name)
                .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
    }

    private static Proxy proxy(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() == null || !"http".equals(address.getScheme())) {
                throw new IllegalArgumentException("no http proxy");
            }
            int port = address.getPort() < 0 ? 80 : address.getPort();
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
        } catch (IllegalArgumentException e) {
            throw new VavlException(
                    "the proxy '" + withoutPassword(text)
                            + "' that the environment names must be such as http://host:port",
                    e);
        }
    }

    private static String withoutPassword(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException e) {
        // The request fails, too, and says so.
    }
}
