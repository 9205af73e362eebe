package org.protospec.generator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

/** The walls between the packages of the compiler. */
class ArchitectureTest {
    private static final String ROOT = "org.protospec.generator";

    /** What each package may know, besides itself and the Java library. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("source", List.of()),
            Map.entry("regex", List.of()),
            Map.entry("diagnostic", List.of("source")),
            Map.entry("ast", List.of("source")),
            Map.entry("parse", List.of("source", "diagnostic", "ast")),
            Map.entry("model", List.of("source", "ast")),
            Map.entry("resolve", List.of("source", "diagnostic", "ast", "model")),
            Map.entry("check", List.of("source", "diagnostic", "ast", "model", "regex")),
            Map.entry("ir", List.of("source", "ast", "model", "regex", "check")),
            Map.entry("emit", List.of("source", "ast", "model", "regex", "check", "ir")),
            Map.entry("dot", List.of("source", "ast", "model", "check")),
            Map.entry("mojo", List.of("source", "diagnostic", "model", "check", "dot")));

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
    void aPackageKnowsThoseBehindItOnly(String name) {
        DescribedPredicate<JavaClass> ours = resideInAPackage(ROOT + "..");
        DescribedPredicate<JavaClass> allowed = resideInAPackage(ROOT + "." + name);
        for (String other : ARROWS.getOrDefault(name, List.of())) {
            allowed = allowed.or(resideInAPackage(ROOT + "." + other));
        }
        if (name.equals("mojo")) {
            allowed = allowed.or(resideInAPackage(ROOT));
        }
        if (name.equals("emit")) {
            // The one class that the compiler's entry point and a back-end have in common.
            allowed = allowed.or(
                    DescribedPredicate.describe("GeneratedFile", type -> type.isEquivalentTo(GeneratedFile.class)));
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(ours.and(DescribedPredicate.not(allowed)))
                .because(name + " knows " + ARROWS.getOrDefault(name, List.of()) + " only")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theEntryPointKnowsNeitherMavenNorTheOtherBackEnd() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".mojo").or(resideInAPackage(ROOT + ".dot")))
                .check(CLASSES);
    }

    @Test
    void onlyTheParserSeesAntlr() {
        onlySees("parse", "org.antlr..");
    }

    @Test
    void onlyTheEmitterSeesJavaPoetAndTheRuntime() {
        onlySees("emit", "com.palantir.javapoet..");
        onlySees("emit", "org.protospec.runtime..");
    }

    @Test
    void onlyTheGoalsSeeMavenAndFiles() {
        onlySees("mojo", "org.apache.maven..");
        classes()
                .that(resideOutsideOfPackage(ROOT + ".mojo"))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(
                        DescribedPredicate.<JavaClass>describe("a file on a disk", ArchitectureTest::touchesTheDisk)))
                .because("the compiler touches no disk")
                .check(CLASSES);
    }

    private static boolean touchesTheDisk(JavaClass type) {
        return type.isEquivalentTo(File.class) || type.getPackageName().startsWith("java.nio.file");
    }

    private static void onlySees(String name, String library) {
        noClasses()
                .that(resideOutsideOfPackage(ROOT + "." + name))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areDeclaredInClassesThat()
                .haveSimpleNameNotStartingWith("ProtoSpec") // ANTLR's own
                .and()
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
