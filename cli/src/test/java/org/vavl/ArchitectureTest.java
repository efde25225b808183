package org.vavl;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
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
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ARCHITECTURE.md says of the packages. */
class ArchitectureTest {
    private static final String ROOT = "org.vavl.";

    /** The modules, the lowest first, each with those that it stands on. */
    private static final Map<String, Set<String>> FLOORS = Map.of(
            "core", Set.of(),
            "nn", Set.of("core"),
            "features", Set.of("core"),
            "recognition", Set.of("core", "features"),
            "model", Set.of("core", "nn", "features", "recognition"),
            "learning", Set.of("core", "nn", "features", "recognition", "model"),
            "serve", Set.of("core", "features", "recognition"),
            "cli", Set.of("core", "nn", "features", "recognition", "model", "learning", "serve"),
            "spark", Set.of("core", "features", "recognition", "learning"));

    /** Within its module, a package uses only itself and what stands before it. */
    private static final List<String> ORDER = List.of(
            "core",
            "core.file",
            "core.compute",
            "core.clip",
            "core.configuration",
            "core.pickle",
            "core.weights",
            "nn",
            "nn.weights",
            "nn.onnx",
            "nn.layers",
            "nn.layers.conformer",
            "nn.layers.transformer",
            "features.storage",
            "features.assets",
            "features.onnxruntime",
            "features",
            "features.media.file",
            "features.media",
            "features.stream",
            "features.audio",
            "features.audio.speech",
            "features.audio.whisper",
            "features.audio.wav2vec2",
            "features.vision.image",
            "features.vision.detection",
            "features.vision.blazeface",
            "features.vision.tracking",
            "features.vision.crop",
            "features.vision",
            "features.onnx",
            "recognition.inference",
            "recognition.explanation",
            "recognition.metadata",
            "recognition.onnx",
            "recognition.people",
            "recognition",
            "recognition.output",
            "recognition.output.annotation",
            "model",
            "model.inference",
            "model.vavl",
            "model.unimodal",
            "model.mult",
            "model.auxformer",
            "model.uavm",
            "model.sfav",
            "model.tlstm",
            "model.expression",
            "model.face",
            "model.wav2vec2",
            "model.whisper",
            "model.chain",
            "model.speech",
            "model.mtcnn",
            "learning.corpus",
            "learning.corpus.split",
            "learning.corpus.table",
            "learning.annotation",
            "learning.corpus.csd",
            "learning.corpus.folder",
            "learning.corpus.synthetic",
            "learning.corpus.inspection",
            "learning.corpus.pairing",
            "learning.corpus.parquet",
            "learning.corpus.importer.segment",
            "learning.corpus.importer.toolkit",
            "learning.corpus.importer.source",
            "learning.corpus.importer.mosei",
            "learning.corpus.importer.improv",
            "learning.corpus.importer.annotation",
            "learning.corpus.importer",
            "learning.metrics",
            "learning.plot",
            "learning.evaluation",
            "learning.agreement",
            "learning.masking",
            "learning.fusion",
            "learning.confidence",
            "learning.training.optimiser",
            "learning.training.loss",
            "learning.training.sampling",
            "learning.training.augmentation",
            "learning.training.parallel",
            "learning.training",
            "learning.training.run",
            "learning.finetuning",
            "learning.experiment.report",
            "learning.experiment.trial",
            "learning.experiment.table",
            "learning.experiment.tuning",
            "learning.experiment.masking",
            "learning.experiment.splits",
            "learning.experiment.embedding",
            "learning.experiment.complexity",
            "learning.experiment",
            "serve.http",
            "serve.model",
            "serve.recognition",
            "serve.inference",
            "serve.stream",
            "serve",
            "cli.output",
            "cli.option",
            "cli.train",
            "cli.predict",
            "cli.serve",
            "cli.extract",
            "cli.corpus",
            "cli.evaluate",
            "cli.models",
            "cli.experiment.progress",
            "cli.experiment",
            "cli.demo",
            "cli.doctor",
            "cli",
            "spark",
            "spark.command");

    private static final int MOST_FILES = 26;

    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("org.vavl");
    }

    private static String packageOf(JavaClass javaClass) {
        return javaClass.getPackageName().substring(ROOT.length());
    }

    private static String module(JavaClass javaClass) {
        String name = packageOf(javaClass);
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private static int place(JavaClass javaClass) {
        int place = ORDER.indexOf(packageOf(javaClass));
        assertThat(place)
                .as(javaClass.getPackageName() + "'s place in the order")
                .isNotNegative();
        return place;
    }

    @Test
    void modulesUseOnlyWhatTheyStandOn() {
        assertNothing(
                "use only modules below theirs",
                (user, used) -> !module(user).equals(module(used))
                        && !FLOORS.getOrDefault(module(user), Set.of()).contains(module(used)));
    }

    @Test
    void packagesUseOnlyWhatStandsBeforeThem() {
        assertNothing("use only packages that stand before theirs", (user, used) -> place(used) > place(user));
    }

    private static void assertNothing(String rule, BiPredicate<JavaClass, JavaClass> forbidden) {
        classes()
                .should(new ArchCondition<>(rule) {
                    @Override
                    public void check(JavaClass user, ConditionEvents events) {
                        user.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> isOurs(dependency.getTargetClass()))
                                .filter(dependency -> forbidden.test(user, dependency.getTargetClass()))
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
    void whoeverOnlyRecognisesNeedsNoLibTorch() {
        noClasses()
                .that()
                .resideInAnyPackage("org.vavl.core..", "org.vavl.features..", "org.vavl.recognition..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.pytorch..")
                .check(production);
    }

    @Test
    void noPackageHasMoreFilesThanCanBeLookedThrough() {
        Map<String, Long> files = production.stream()
                .filter(javaClass -> !javaClass.isNestedClass())
                .filter(javaClass -> !javaClass.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
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
    void noFieldThatChangesIsOptional() {
        fields().that().haveRawType(Optional.class).should(beFinal()).check(production);
    }

    @Test
    void noNullCrossesAnApi() {
        List<String> nullable = production.stream()
                .filter(javaClass -> javaClass.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect)
                .flatMap(ArchitectureTest::apiTypes)
                .filter(type -> type.getValue().isAnnotationPresent(Nullable.class))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(nullable).isEmpty();
    }

    /** The types in the signatures of a class's public and protected members, with the member's name. */
    private static Stream<Map.Entry<String, AnnotatedType>> apiTypes(Class<?> owner) {
        Stream<Map.Entry<String, AnnotatedType>> executables = Stream.<Executable>concat(
                        Stream.of(owner.getDeclaredMethods()), Stream.of(owner.getDeclaredConstructors()))
                .filter(member -> isApi(member) && !member.isSynthetic())
                .flatMap(member -> Stream.concat(
                                Stream.of(member.getAnnotatedReturnType()),
                                Stream.of(member.getAnnotatedParameterTypes()))
                        .map(type -> Map.entry(member.toString(), type)));
        Stream<Map.Entry<String, AnnotatedType>> fields = Stream.of(owner.getDeclaredFields())
                .filter(ArchitectureTest::isApi)
                .map(field -> Map.entry(field.toString(), field.getAnnotatedType()));
        return Stream.concat(executables, fields);
    }

    private static boolean isApi(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
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
