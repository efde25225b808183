package org.vavl.core.configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vavl.core.VavlException;

class YamlTreeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &x [1] | anchor (&x)",
                "a: *x | alias (*x)",
                "a: !!javax.script.ScriptEngineManager [] | tag",
                "a: 1$a: 2 | Duplicate",
                "a: 1$---$b: 2 | second document",
                "a: [1 | line 1",
                "- a | key: value",
                "just text | key: value",
            })
    void whatIsNotPlainKeysAndValuesIsRefused(String yaml, String reason) {
        assertThatThrownBy(() -> YamlTree.parse(yaml.replace('$', '\n'), "study.yaml"))
                .isInstanceOf(VavlException.class)
                .hasMessageStartingWith("study.yaml is not")
                .hasMessageContaining(reason)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsRefused(String opening) {
        assertThatThrownBy(() -> YamlTree.parse("a: " + opening.repeat(100_000), "deep"))
                .isInstanceOf(VavlException.class);
    }

    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append(String.format(Locale.ROOT, "a%d: &a%d [%s]\n", i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }
        assertThatThrownBy(() -> YamlTree.parse(bomb.toString(), "bomb"))
                .hasMessageContaining("an anchor (&a0) is not allowed");
    }

    @Test
    void filesThatAreNoConfigurationAreNamed() throws IOException {
        Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlTree.LARGEST + 1]);
        assertThatThrownBy(() -> YamlTree.read(large)).hasMessageContaining("large.yaml is too large");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatThrownBy(() -> YamlTree.read(binary)).hasMessageContaining("not text in UTF-8");
        assertThatThrownBy(() -> YamlTree.read(folder.resolve("none.yaml"))).hasMessageEndingWith("does not exist");
        assertThatThrownBy(() -> YamlTree.read(folder)).hasMessageEndingWith("it is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=1", "a", "a..b=1", ".a=1", "a.=1"})
    void assignmentsNeedAPathAndAValue(String assignment) {
        assertThatThrownBy(() -> YamlTree.override(YamlTree.parse("", "empty"), List.of(assignment)))
                .isInstanceOf(VavlException.class)
                .hasMessageContaining("key=value");
    }

    @Test
    void anAssignmentDoesNotLeadThroughAValue() {
        ObjectNode tree = YamlTree.parse("a: 1", "one");
        assertThatThrownBy(() -> YamlTree.override(tree, List.of("a.b=2")))
                .hasMessage("setting 'a.b=2' has no place: a is \"1\", and no section");
        assertThatThrownBy(() -> YamlTree.override(tree, List.of("a=[")))
                .hasMessageStartingWith("setting 'a=[' is not YAML that can be read");
    }
}
