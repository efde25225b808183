package org.vavl.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code /openapi.yaml} says, against the routes that there are and the specification's own schema. */
@ExtendWith(SharedServer.class)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @Test
    void itNamesEachRouteAndNoOther(TestServer server) throws Exception {
        JsonNode api = new YAMLMapper().readTree(server.get("/openapi.yaml").body());
        List<String> described = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(server.server().routes());
        assertThat(TestServer.json(server.get("/openapi.json").body())).isEqualTo(api);
    }

    /** The schema is the OpenAPI Initiative's, of 2022-10-07, under the Apache License 2.0. */
    @Test
    void itIsRightByTheSpecificationsSchema() throws Exception {
        try (InputStream schema = OpenApiTest.class.getResourceAsStream("openapi-3.1.schema.json");
                InputStream api = Server.class.getResourceAsStream("openapi.yaml")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(schema)
                            .validate(new YAMLMapper().readTree(api)))
                    .isEmpty();
        }
    }
}
