package org.protospec.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the packages of the runtime. */
class ArchitectureTest {
    private static final String ROOT = "org.protospec.runtime";

    /** What each package may know, besides itself and the Java library: from bytes and packets up to the engine. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("alert", List.of()),
            entry("bytes", List.of()),
            entry("limit", List.of()),
            entry("capture", List.of()),
            entry("tcp", List.of()),
            entry("ip", List.of("bytes", "limit")),
            entry("parse", List.of("bytes", "limit")),
            entry("flow", List.of("bytes", "limit", "tcp")),
            entry("lane", List.of("bytes", "flow", "limit")),
            entry("detect", List.of("flow", "limit")),
            entry("event", List.of("alert", "bytes", "flow", "ip", "limit", "parse", "tcp")),
            entry("machine", List.of("alert", "bytes", "detect", "event", "flow", "limit", "parse")),
            entry(
                    "engine",
                    List.of("alert", "capture", "detect", "event", "flow", "ip", "lane", "limit", "machine", "tcp")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theTableNamesEveryPackage() {
        TreeSet<String> packages = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            if (!each.getPackageName().equals(ROOT)) {
                packages.add(each.getPackageName().substring(ROOT.length() + 1));
            }
        }
        assertThat(packages).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageKnowsThoseBelowItOnly(String name) {
        DescribedPredicate<JavaClass> allowed = resideInAPackage(ROOT + "." + name);
        for (String other : ARROWS.getOrDefault(name, List.of())) {
            allowed = allowed.or(resideInAPackage(ROOT + "." + other));
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("org.protospec..").and(DescribedPredicate.not(allowed)))
                .because(name + " knows " + ARROWS.getOrDefault(name, List.of()) + " only")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRuntimeNeedsTheJavaLibraryOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "..", "java..", "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void filesArePaths() {
        noClasses().should().dependOnClassesThat().areAssignableTo(File.class).check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(DescribedPredicate.describe(
                        "a builder or counter",
                        type -> type.isAssignableTo(Appendable.class)
                                || type.isAssignableTo(Number.class)
                                        && type.getPackageName().endsWith(".atomic")))
                .check(CLASSES);
    }
}
