package org.vavl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Commands in the documents exist, with each option that they are shown with. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** A command in a block of its own, or within a sentence. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}(?:\\./)?vavl ([^\\n]*)|^(?:\\./)?vavl ([^\\n]*)|`(?:\\./)?vavl ([^`]*)`");

    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");

    @TestFactory
    Stream<DynamicTest> everyDocument() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        documents.addAll(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("ARCHITECTURE.md")));
        assertThat(documents).hasSizeGreaterThan(10);
        return documents.stream().sorted().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path document) throws IOException {
        String text = Files.readString(document).replaceAll("\\\\\\n\\s*", " ");
        for (MatchResult match : COMMAND.matcher(text).results().toList()) {
            String words = Stream.of(1, 2, 3)
                    .map(match::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            check(words.replaceAll("\\s+", " "));
        }
    }

    private static void check(String words) {
        CommandLine command = Main.commandLine();
        for (String word : words.split(" ", -1)) {
            Map<String, CommandLine> known = command.getSubcommands();
            if (!known.containsKey(word)) {
                assertThat(known.isEmpty() || word.startsWith("-") || !word.matches("[a-z]+"))
                        .as("vavl %s: '%s' is no command", words, word)
                        .isTrue();
                break;
            }
            command = known.get(word);
        }
        for (MatchResult option : OPTION.matcher(" " + words).results().toList()) {
            assertThat(command.getCommandSpec().optionsMap())
                    .as("vavl %s", words)
                    .containsKey(option.group());
        }
    }
}
