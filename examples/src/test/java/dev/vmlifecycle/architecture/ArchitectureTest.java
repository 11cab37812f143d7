package dev.vmlifecycle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** Published packages; each must have been seen, or the rules below would hold for nothing. */
    private static final List<String> PUBLISHED = List.of(
            "dev.vmlifecycle.proxmox",
            "dev.vmlifecycle.proxmox.simulator",
            "dev.vmlifecycle.dns",
            "dev.vmlifecycle.dns.plugin",
            "dev.vmlifecycle.dns.base",
            "dev.vmlifecycle.dns.testkit",
            "dev.vmlifecycle.dns.powerdns",
            "dev.vmlifecycle.dns.cloudflare",
            "dev.vmlifecycle.engine",
            "dev.vmlifecycle.ip",
            "dev.vmlifecycle.vm",
            "dev.vmlifecycle.vm.deploy",
            "dev.vmlifecycle.vm.change",
            "dev.vmlifecycle.vm.terminate",
            "dev.vmlifecycle.vm.store",
            "dev.vmlifecycle.storage.jdbc");

    private static final int LEAST_CLASSES = 450;

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.vmlifecycle");
    }

    @Test
    void everyPublishedPackage_wasSeen() {
        assertThat(classes.size()).isGreaterThan(LEAST_CLASSES);
        for (String name : PUBLISHED) {
            assertThat(classes.containPackage(name)).as(name).isTrue();
            assertThat(classes.getPackage(name).getClasses()).as(name).isNotEmpty();
        }
    }

    @Test
    void engine_knowsNoVmNoProxmoxNoDnsNoSql() {
        noClasses()
                .that()
                .resideInAPackage("dev.vmlifecycle.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.vmlifecycle.proxmox..",
                        "dev.vmlifecycle.dns..",
                        "dev.vmlifecycle.vm..",
                        "dev.vmlifecycle.ip..",
                        "dev.vmlifecycle.storage..",
                        "java.sql..",
                        "com.fasterxml..",
                        "okhttp3..")
                .check(classes);
    }

    @Test
    void engineCore_hasNoClockNoRandomIdNoThreadOfItsOwn() {
        // The shell alone: the default owner id, the system clock and sleeper behind their ports, the lease timer.
        noClasses()
                .that()
                .resideInAPackage("dev.vmlifecycle.engine")
                .and()
                .haveNameNotMatching(".*\\.(EngineBuilder|EngineClock|Sleeper|LeaseTimer).*")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "start")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.util.Random.class,
                        java.security.SecureRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class,
                        java.util.concurrent.Executors.class,
                        java.util.concurrent.CompletableFuture.class)
                .check(classes);
    }

    @Test
    void core_knowsNoSql() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.vmlifecycle.engine..", "dev.vmlifecycle.vm..", "dev.vmlifecycle.ip..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(classes);
    }

    @Test
    void simulatorsHeart_sharesNothingWithTheClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.vmlifecycle.proxmox.simulator..")
                .and()
                .resideOutsideOfPackage("dev.vmlifecycle.proxmox.simulator.bridge..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.vmlifecycle..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage("dev.vmlifecycle.proxmox.simulator..")))
                .check(classes);
    }

    @Test
    void client_knowsNothingOfTheSimulator() {
        noClasses()
                .that()
                .resideInAPackage("dev.vmlifecycle.proxmox..")
                .and()
                .resideOutsideOfPackage("dev.vmlifecycle.proxmox.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vmlifecycle.proxmox.simulator..")
                .check(classes);
    }

    @Test
    void features_haveNoCycles() {
        slices().matching("dev.vmlifecycle.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void pipelines_dependOnStepsNeverOnTheFacade() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.vmlifecycle.vm.deploy", "dev.vmlifecycle.vm.change", "dev.vmlifecycle.vm.terminate")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("VmLifecycle")
                .check(classes);
    }

    @Test
    void dnsSpi_knowsNothingButTheJdkAndJspecify() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.vmlifecycle.dns", "dev.vmlifecycle.dns.plugin", "dev.vmlifecycle.dns.base")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackages(
                        "java..",
                        "javax.net.ssl..",
                        "org.jspecify..",
                        "dev.vmlifecycle.dns",
                        "dev.vmlifecycle.dns.plugin",
                        "dev.vmlifecycle.dns.base"))
                .check(classes);
    }

    @Test
    void dnsProviders_logNothingAndKnowNoOther() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.vmlifecycle.dns.powerdns..", "dev.vmlifecycle.dns.cloudflare..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..", "java.util.logging..", "dev.vmlifecycle.proxmox..", "dev.vmlifecycle.vm..")
                .check(classes);
        slices().matching("dev.vmlifecycle.dns.(powerdns|cloudflare|testkit)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @Test
    void libraries_printNothing() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vmlifecycle.examples..")
                .and()
                // the summary of what a run of the suite left out
                .haveSimpleNameNotEndingWith("ConformanceSummary")
                .and()
                // a program: its output is what it is for
                .haveSimpleNameNotEndingWith("PveSimulatorMain")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(classes);
    }

    @Test
    void internals_areNobodysBusiness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vmlifecycle.proxmox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vmlifecycle.proxmox.internal..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.vmlifecycle.vm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.vmlifecycle.vm.internal..")
                .check(classes);
    }

    @Test
    void everyPackage_isNullMarked() {
        for (JavaPackage each : packages()) {
            assertThat(each.tryGetPackageInfo())
                    .as("package-info of " + each.getName())
                    .isPresent();
            assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as("@NullMarked on " + each.getName())
                    .isTrue();
        }
    }

    private static List<JavaPackage> packages() {
        List<JavaPackage> withClasses =
                classes.stream().map(JavaClass::getPackage).distinct().toList();
        assertThat(withClasses).hasSizeGreaterThan(PUBLISHED.size());
        return withClasses;
    }
}
