package org.vavl;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md says of the packages. */
class ArchitectureTest {
    private static final String ROOT = "org.vavl.";

    /** A package uses only itself and what stands before it. */
    private static final List<String> ORDER = List.of(
            "nn",
            "nn.layers",
            "nn.weights",
            "assets",
            "features",
            "media",
            "audio",
            "audio.wav2vec2",
            "vision",
            "vision.expression",
            "onnx",
            "configuration",
            "corpus",
            "metrics",
            "plot",
            "model",
            "model.vavl",
            "model.unimodal",
            "model.mult",
            "model.auxformer",
            "model.uavm",
            "model.sfav",
            "model.tlstm",
            "model.face",
            "model.speech",
            "inference",
            "evaluation",
            "training",
            "finetuning",
            "experiment",
            "recognition",
            "recognition.output",
            "cli");

    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("org.vavl");
    }

    private static int place(JavaClass javaClass) {
        return ORDER.stream()
                .filter(name -> (javaClass.getPackageName() + ".").startsWith(ROOT + name + "."))
                .max(Comparator.comparing(String::length))
                .map(ORDER::indexOf)
                .orElseThrow(() -> new AssertionError(javaClass.getPackageName() + " has no place in the order"));
    }

    @Test
    void packagesUseOnlyWhatStandsBeforeThem() {
        classes()
                .should(new ArchCondition<>("use only packages that stand before theirs") {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> isOurs(dependency.getTargetClass()))
                                .filter(dependency -> place(dependency.getTargetClass()) > place(user))
                                .map(Dependency::getDescription)
                                .forEach(text -> events.add(SimpleConditionEvent.violated(user, text)));
                    }
                })
                .check(production);
    }

    private static boolean isOurs(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith(ROOT);
    }

    @Test
    void topLevelPackagesHaveNoCycles() {
        slices().matching("org.vavl.(*)..").should().beFreeOfCycles().check(production);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<JavaPackage> packages = production.stream()
                .filter(ArchitectureTest::isOurs)
                .map(JavaClass::getPackage)
                .distinct()
                .toList();
        assertThat(packages).hasSizeGreaterThan(5).allMatch(name -> name.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should(beFinal()).check(production);
        assertThat(production.stream()
                        .flatMap(javaClass -> javaClass.getFields().stream())
                        .filter(field -> field.getRawType().isArray())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.PRIVATE)))
                .as("static arrays that others could change")
                .isEmpty();
    }

    @Test
    void onlyTheCommandWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.vavl.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(production);
    }

    @Test
    void noObjectsAreDeserialised() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class)
                .check(production);
    }
}
