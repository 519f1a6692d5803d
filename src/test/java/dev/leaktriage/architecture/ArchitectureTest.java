package dev.leaktriage.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of {@code docs/architecture.md} against the code. */
final class ArchitectureTest {
    private static final String ROOT = "dev.leaktriage.";
    private static final String GRAMMAR = ROOT + "log.grammar";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.leaktriage");

    private static final String ANTLR = "org.antlr.v4..";
    private static final String JACKSON = "com.fasterxml.jackson..";

    /** Who may import whom, besides the JDK and itself: one row for each package. */
    private static final Map<String, List<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            entry("model", List.of()),
            entry("log.grammar", List.of(ANTLR)),
            entry("log", List.of(own("model"), GRAMMAR, ANTLR, "com.github.luben.zstd..", "org.tukaani.xz..")),
            entry("document", List.of(own("model"), own("log"), JACKSON, "org.sqlite..", "org.yaml.snakeyaml..")),
            entry("device", List.of(own("model"), JACKSON)),
            entry("ledger", List.of(own("model"), own("device"))),
            entry("join", List.of(own("model"))),
            entry("classify", List.of(own("model"), own("device"), JACKSON)),
            entry("compare", List.of(own("model"))),
            entry(
                    "analysis",
                    List.of(
                            own("model"),
                            own("log"),
                            own("document"),
                            own("join"),
                            own("ledger"),
                            own("device"),
                            own("classify"))),
            entry("policy", List.of(own("model"), own("compare"))),
            entry("export", List.of(own("model"), JACKSON, "org.apache.commons.csv..")),
            entry("report", List.of(own("model"), JACKSON, "org.apache.commons.csv..")),
            entry("runtime", List.of(own("model"), own("device"))),
            entry("recorder", List.of(own("model"), own("device"), own("runtime"), JACKSON)),
            entry("batch", List.of(own("model"), own("log"), own("analysis"), own("compare"), own("report"))),
            entry(
                    "cli",
                    List.of(
                            own("model"),
                            own("log"),
                            own("ledger"),
                            own("device"),
                            own("classify"),
                            own("analysis"),
                            own("compare"),
                            own("policy"),
                            own("report"),
                            own("export"),
                            own("batch"),
                            own("runtime"),
                            own("recorder"),
                            "picocli.."))));

    private static String own(String name) {
        return ROOT + name;
    }

    @Test
    void thereAreClassesToLookAt() {
        assertThat(CLASSES.contain("dev.leaktriage.cli.Main")).isTrue();
        assertThat(CLASSES.contain("dev.leaktriage.model.Analysis")).isTrue();
    }

    @Test
    void everyPackageHasARow() {
        Set<String> packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());

        assertThat(MAY_IMPORT.keySet()).containsAll(packages);
    }

    @Test
    void packagesImportOnlyWhatTheirRowAllows() {
        MAY_IMPORT.forEach((name, allowed) -> {
            String[] packages = Stream.concat(Stream.of("java..", own(name)), allowed.stream())
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(own(name))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void typesOfTheParserGeneratorNeverLeaveTheLog() {
        noClasses()
                .that()
                .resideOutsideOfPackage(own("log.."))
                .should()
                .dependOnClassesThat(resideInAPackage(GRAMMAR).or(resideInAPackage(ANTLR)))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsStandardOutputsAndExitCodes() {
        noClasses()
                .that()
                .resideOutsideOfPackage(own("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void nothingLogsAndNothingBringsItsOwnCollections() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "it.unimi.dsi.fastutil..")
                .check(CLASSES);
    }

    @Test
    void ourClassesDoNotExtendEachOther() {
        noClasses()
                .that(resideOutsideOfPackage(GRAMMAR)
                        .and(describe("have a name", (JavaClass type) -> !type.isAnonymousClass())))
                .should(be(describe("a subclass of a class of ours", ArchitectureTest::extendsOurClass)))
                .check(CLASSES);
    }

    private static boolean isOurClass(JavaClass type) {
        return type.getPackageName().startsWith("dev.leaktriage") && !type.isInterface();
    }

    private static boolean extendsOurClass(JavaClass type) {
        return type.getRawSuperclass().filter(ArchitectureTest::isOurClass).isPresent();
    }

    @Test
    void namesSayMoreThanThatSomethingIsAThing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Item|Data|Info|Manager|Helper|Utils?|Handler)")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> folders = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();

            assertThat(folders)
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }
}
