package org.vavl.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private record Settings(String name, int width, boolean residual, List<Integer> heads) {}

    @Test
    void whatWasWrittenIsReadAsItWas() throws JsonProcessingException {
        Settings settings = new Settings("a", 4, true, List.of(2, 3));
        String json = StrictJson.mapper().writeValueAsString(settings);
        assertThat(StrictJson.mapper().readValue(json, Settings.class)).isEqualTo(settings);
    }

    @Test
    void anErrorSaysInOneLineWhereItIs() {
        assertThatThrownBy(() -> StrictJson.mapper()
                        .readValue(
                                "{\"name\":\"a\",\"width\":4,\"residual\":true,\"heads\":[1,\"b\"]}", Settings.class))
                .isInstanceOfSatisfying(JsonProcessingException.class, e -> assertThat(StrictJson.reason(e))
                        .startsWith("heads.1: ")
                        .doesNotContain("\n"));
        assertThatThrownBy(() -> StrictJson.mapper().readValue("{\"name\":\"a\",\"width\":null}", Settings.class))
                .isInstanceOfSatisfying(JsonProcessingException.class, e -> assertThat(StrictJson.reason(e))
                        .isEqualTo("width: Cannot map `null` into type `int`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'a','width':4,'heads':[]}",
                "{'name':'a','residual':true,'heads':[]}",
                "{'width':4,'residual':true,'heads':[]}",
                "{'name':'a','width':4,'residual':true}",
                "{'name':null,'width':4,'residual':true,'heads':[]}",
                "{'name':'a','width':null,'residual':true,'heads':[]}",
                "{'name':'a','width':'4','residual':true,'heads':[]}",
                "{'name':'a','width':4.5,'residual':true,'heads':[]}",
                "{'name':'a','width':4,'residual':'true','heads':[]}",
                "{'name':'a','width':4,'residual':1,'heads':[]}",
                "{'name':5,'width':4,'residual':true,'heads':[]}",
                "{'name':'a','width':4,'width':5,'residual':true,'heads':[]}",
                "{'name':'a','width':4,'residual':true,'heads':[],'more':1}",
                "{'name':'a','width':4,'residual':true,'heads':[]} 5"
            })
    void nothingIsGuessed(String json) {
        assertThatThrownBy(() -> StrictJson.mapper().readValue(json.replace('\'', '"'), Settings.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
