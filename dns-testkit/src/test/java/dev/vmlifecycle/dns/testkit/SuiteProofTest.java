package dev.vmlifecycle.dns.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suite itself under test: it passes what is good, notices what is broken, and never passes for want of a connection. */
class SuiteProofTest {

    private static final AtomicReference<Mutant> CURRENT = new AtomicReference<>(Mutant.WRITES_NOTHING);

    @ParameterizedTest
    @EnumSource
    void mutant_isCaught(Mutant mutant) {
        CURRENT.set(mutant);

        SuiteRun run = SuiteRun.of(Broken.class);

        System.out.println("mutant " + mutant + ": caught by " + mutant.caughtBy() + ", failed " + run.failed);
        assertThat(run.classFailures).isEmpty();
        assertThat(run.failed).as("failed for %s", mutant).contains(mutant.caughtBy());
        assertThat(run.passed).as("passed for %s", mutant).isNotEmpty();
    }

    @Test
    void plainReference_passesAndShowsWhatWasNotTested() {
        SuiteRun run = SuiteRun.of(Plain.class);

        assertThat(run.failed).isEmpty();
        assertThat(run.classFailures).isEmpty();
        assertThat(run.passed).hasSizeGreaterThan(35);
        assertThat(run.aborted)
                .containsExactlyInAnyOrder(
                        "may_zone_readOnly_beLeftAlone",
                        "may_credentials_wrong_beToldAndNotShown",
                        "may_server_unreachable_beToldInTime",
                        "may_rateLimit_beToldWithItsWait",
                        "may_serverError_lasting_beTransient",
                        "may_serverError_passing_beOvercome",
                        "may_pointer_ipv4_replaceAFormerTenant",
                        "may_pointer_ipv6_replaceAFormerTenant",
                        "may_pointer_classless_replaceAFormerTenant",
                        "may_pointer_inOtherCase_beRemoved");
    }

    @Test
    void fullReference_leavesNothingOut() {
        SuiteRun run = SuiteRun.of(ReferenceConformanceTest.class);

        assertThat(run.failed).isEmpty();
        assertThat(run.aborted).isEmpty();
    }

    @Test
    void noConnection_passesNothing() {
        for (Class<? extends DnsProviderContract> suite : List.of(Unreachable.class, Locked.class, NoZone.class)) {
            SuiteRun run = SuiteRun.of(suite);

            assertThat(run.passed).as(suite.getSimpleName()).isEmpty();
            assertThat(run.classFailures).as(suite.getSimpleName()).isNotEmpty();
        }
    }

    static class Broken extends DnsProviderContract {
        @Override
        protected ProviderFixture fixture() {
            Mutant mutant = Objects.requireNonNull(CURRENT.get());
            return new ReferenceFixture() {
                @Override
                public DnsProvider open() {
                    return mutant.of(super.open(), this);
                }

                @Override
                public Optional<DnsProvider> openWithWrongCredentials() {
                    return super.openWithWrongCredentials().map(good -> mutant.of(good, this));
                }

                @Override
                public Optional<DnsProvider> openUnreachable() {
                    return super.openUnreachable().map(good -> mutant.of(good, this));
                }
            };
        }
    }

    static class Plain extends DnsProviderContract {
        @Override
        protected ProviderFixture fixture() {
            ReferenceFixture whole = new ReferenceFixture();
            return new ProviderFixture() {
                @Override
                public DnsProvider open() {
                    return whole.open();
                }

                @Override
                public ZoneRef forwardZone() {
                    return whole.forwardZone();
                }

                @Override
                public ZoneObserver observer() {
                    return whole.observer();
                }
            };
        }
    }

    static class Unreachable extends DnsProviderContract {
        @Override
        protected ProviderFixture fixture() {
            return new ReferenceFixture() {
                @Override
                public DnsProvider open() {
                    return openUnreachable().orElseThrow();
                }
            };
        }
    }

    static class Locked extends DnsProviderContract {
        @Override
        protected ProviderFixture fixture() {
            return new ReferenceFixture() {
                @Override
                public DnsProvider open() {
                    return openWithWrongCredentials().orElseThrow();
                }
            };
        }
    }

    static class NoZone extends DnsProviderContract {
        @Override
        protected ProviderFixture fixture() {
            return new ReferenceFixture() {
                @Override
                public DnsProvider open() {
                    return InMemoryDns.create();
                }
            };
        }
    }
}
