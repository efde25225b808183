package org.vavl.learning.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn, statsmodels, krippendorff, pingouin and audmetric; see tools/fixtures/agreement.py. */
class AgreementGoldenTest {
    private static JsonNode golden() {
        try (InputStream in = AgreementGoldenTest.class.getResourceAsStream("golden.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Named<JsonNode>> of(String kind) {
        List<Named<JsonNode>> cases = new ArrayList<>();
        golden().path(kind).forEach(one -> cases.add(Named.of(one.path("name").asText(), one)));
        return cases.stream();
    }

    static Stream<Named<JsonNode>> classes() {
        return of("classes");
    }

    static Stream<Named<JsonNode>> values() {
        return of("values");
    }

    static List<RatedUnit> units(JsonNode one) {
        List<RatedUnit> units = new ArrayList<>();
        one.path("values").forEach(row -> {
            List<String> said = new ArrayList<>();
            row.forEach(value -> said.add(value.asText()));
            units.add(new RatedUnit("unit " + units.size(), "cluster " + units.size(), 0, 0, said));
        });
        return units;
    }

    private static void check(JsonNode one, AgreementMeasures measures) {
        List<RatedUnit> units = units(one);
        Map<String, Double> measured = measures.of(units, units.get(0).values().size());
        one.path("expected").properties().forEach(expected -> assertThat(measured.get(expected.getKey()))
                .as(expected.getKey())
                .isCloseTo(expected.getValue().asDouble(), within(1e-9)));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void agreementOnClassesIsThatOfOthersCode(JsonNode one) {
        check(one, new ClassAgreement());
    }

    @ParameterizedTest
    @MethodSource("values")
    void agreementOnValuesIsThatOfOthersCode(JsonNode one) {
        check(one, new ValueAgreement());
    }
}
