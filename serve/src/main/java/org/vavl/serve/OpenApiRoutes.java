package org.vavl.serve;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code /openapi.yaml}, which describes all requests, and the same as JSON. */
final class OpenApiRoutes {
    private static final String RESOURCE = "openapi.yaml";

    private final String yaml;
    private final String json;

    OpenApiRoutes() {
        try (InputStream in = OpenApiRoutes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            json = new JsonMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + RESOURCE, e);
        }
    }

    void register(RoutesConfig routes) {
        routes.get("/openapi.yaml", ctx -> ctx.contentType("application/yaml").result(yaml));
        routes.get("/openapi.json", ctx -> ctx.contentType("application/json").result(json));
    }
}
