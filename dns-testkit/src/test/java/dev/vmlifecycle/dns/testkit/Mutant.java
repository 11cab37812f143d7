package dev.vmlifecycle.dns.testkit;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ChangeResult.Outcome;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Ways in which providers are broken, and a test that must notice each. */
enum Mutant {
    REPLACES_INSTEAD_OF_ADDING("must_ensure_foreignValue_beKeptWithItsTtl") {
        @Override
        Change rewritten(Change change, ReferenceFixture world) {
            return change instanceof Change.EnsureValues ensure
                    ? new Change.ReplaceSet(ensure.key(), ensure.ttl(), ensure.values())
                    : change;
        }
    },
    ADDS_INSTEAD_OF_REPLACING("may_pointer_ipv4_replaceAFormerTenant") {
        @Override
        Change rewritten(Change change, ReferenceFixture world) {
            return change instanceof Change.ReplaceSet replace
                    ? new Change.EnsureValues(replace.key(), replace.ttl(), replace.values())
                    : change;
        }
    },
    DELETES_THE_WHOLE_SET("must_remove_oneValue_keepForeignOnes") {
        @Override
        Change rewritten(Change change, ReferenceFixture world) {
            return change instanceof Change.RemoveValues ? new Change.DeleteSet(change.key()) : change;
        }
    },
    MISSES_NAMES_IN_OTHER_CASE("may_pointer_inOtherCase_beRemoved") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            boolean missed = change instanceof Change.RemoveValues && world.spelt.contains(change.key());
            return missed ? ChangeResult.noop(change) : real.apply(change);
        }
    },
    FAILS_ON_WHAT_IS_ALREADY_THERE("must_ensure_twice_writeOnce") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return done.outcome() == Outcome.NOOP
                    ? ChangeResult.failed(done.change(), DnsError.of(Kind.UNKNOWN, "already exists"))
                    : done;
        }
    },
    SAYS_APPLIED_ALWAYS("must_remove_absentValueSetOrName_doNothing") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return done.outcome() == Outcome.NOOP ? ChangeResult.applied(done.change()) : done;
        }
    },
    WRITES_NOTHING("must_ensure_newAddress_beServed") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            return ChangeResult.applied(change);
        }
    },
    SWALLOWS_WRONG_CREDENTIALS("may_credentials_wrong_beToldAndNotShown") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return is(done, Kind.AUTH) ? ChangeResult.noop(done.change()) : done;
        }
    },
    SHOWS_THE_KEY("may_credentials_wrong_beToldAndNotShown") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return done.error()
                    .map(error -> ChangeResult.failed(
                            done.change(), error.withMessage("refused: X-API-Key: " + ReferenceFixture.KEY)))
                    .orElse(done);
        }
    },
    FORGETS_WHEN_TO_RETRY("may_rateLimit_beToldWithItsWait") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return done.error()
                    .map(error -> ChangeResult.failed(done.change(), DnsError.of(error.kind(), error.safeMessage())))
                    .orElse(done);
        }
    },
    WRITES_BESIDE_A_CNAME("must_cname_atTheName_beLeftAlone") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            if (!is(done, Kind.CONFLICT_CNAME)) {
                return done;
            }
            Optional<RRset> after = done.change().after(null);
            after.ifPresent(set -> world.store.plant(world.forwardZone().name(), set));
            return ChangeResult.applied(done.change());
        }
    },
    REMOVES_A_CNAME_IN_THE_WAY("must_cname_atTheName_beLeftAlone") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            if (!is(done, Kind.CONFLICT_CNAME)) {
                return done;
            }
            ChangeResult gone = real.apply(new Change.DeleteSet(new RRsetKey(change.name(), RecordType.CNAME)));
            return gone.isOk() ? real.apply(change) : gone;
        }
    },
    LOSES_UPDATES("must_writers_ofOneName_loseNothing") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    if (changes.size() != 1 || !changes.get(0).name().isInOrBelow(zone.name())) {
                        return good.apply(zone, changes, limits);
                    }
                    Change change = changes.get(0);
                    List<RRset> before = new ArrayList<>();
                    try {
                        before.addAll(good.read(zone, change.name(), limits));
                    } catch (DnsException e) {
                        return good.apply(zone, changes, limits);
                    }
                    LockSupport.parkNanos(2_000_000);
                    RRset now = before.stream()
                            .filter(set -> set.key().equals(change.key()))
                            .findFirst()
                            .orElse(null);
                    Optional<RRset> after = change.after(now);
                    List<ChangeResult> results = good.apply(zone, changes, limits);
                    if (results.get(0).outcome() == Outcome.APPLIED) {
                        after.ifPresent(set -> world.store.plant(zone.name(), set));
                    }
                    return results;
                }
            };
        }
    },
    CHANGES_THE_TTL_OF_A_SET("must_ensure_foreignValue_beKeptWithItsTtl") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            if (done.outcome() == Outcome.APPLIED && done.change() instanceof Change.EnsureValues ensure) {
                RRsetKey key = ensure.key();
                world.observer()
                        .observe(world.forwardZone(), key.name(), key.type())
                        .ifPresent(set -> world.store.plant(
                                world.forwardZone().name(),
                                new RRset(key.name(), key.type(), ensure.ttl(), set.values())));
            }
            return done;
        }
    },
    WRAPS_A_LARGE_TTL("must_ttl_extremes_stayWithinLimitsAndNeverWrap") {
        @Override
        Change rewritten(Change change, ReferenceFixture world) {
            return change instanceof Change.EnsureValues ensure
                    ? new Change.EnsureValues(
                            ensure.key(), Ttl.nearest((short) ensure.ttl().seconds()), ensure.values())
                    : change;
        }
    },
    TAKES_NAMES_THAT_ONLY_LOOK_ALIKE("must_name_outsideTheZone_neverBeSent") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return is(done, Kind.OUT_OF_ZONE) && done.change().name().toString().endsWith("example.test")
                    ? ChangeResult.applied(done.change())
                    : done;
        }
    },
    STOPS_AT_THE_FIRST_FAILURE("must_batch_withABadChange_applyTheOthers") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    List<ChangeResult> results = new ArrayList<>();
                    for (Change change : changes) {
                        Optional<DnsError> error = results.stream()
                                .flatMap(result -> result.error().stream())
                                .findFirst();
                        results.add(
                                error.isPresent()
                                        ? ChangeResult.failed(change, error.get())
                                        : good.apply(zone, List.of(change), limits)
                                                .get(0));
                    }
                    return results;
                }
            };
        }
    },
    ANSWERS_IN_ANOTHER_ORDER("must_batch_withABadChange_applyTheOthers") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    List<ChangeResult> results = new ArrayList<>(good.apply(zone, changes, limits));
                    Collections.reverse(results);
                    return results;
                }
            };
        }
    },
    DROPS_WHAT_IS_TOO_MUCH("must_batch_ofHundreds_allTakeEffect") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    int size = Math.min(changes.size(), 200);
                    List<ChangeResult> results = new ArrayList<>(good.apply(zone, changes.subList(0, size), limits));
                    changes.subList(size, changes.size()).forEach(change -> results.add(ChangeResult.applied(change)));
                    return results;
                }
            };
        }
    },
    THROWS_FOR_A_MISSING_ZONE("must_zone_missing_beToldByEveryCall") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    List<ChangeResult> results = good.apply(zone, changes, limits);
                    results.stream()
                            .flatMap(result -> result.error().stream())
                            .filter(error -> error.kind() == Kind.ZONE_NOT_FOUND)
                            .forEach(error -> {
                                throw new DnsException(error);
                            });
                    return results;
                }
            };
        }
    },
    WRITES_AFTER_THE_DEADLINE("must_deadline_passed_writeNothing") {
        @Override
        CallLimits stretched(CallLimits limits) {
            return new CallLimits(Instant.MAX, limits.cancellation());
        }
    },
    IGNORES_A_CANCELLATION("must_cancellation_thrown_writeNothing") {
        @Override
        CallLimits stretched(CallLimits limits) {
            return CallLimits.until(limits.deadline());
        }
    },
    EATS_AN_INTERRUPT("must_interrupt_endTheCallAndStaySet") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    List<ChangeResult> results = good.apply(zone, changes, limits);
                    // the defect: a catch block that forgets the flag
                    boolean forgotten = Thread.interrupted();
                    return forgotten ? List.copyOf(results) : results;
                }
            };
        }
    },
    READS_ADDRESSES_ONLY("must_read_showEveryTypeOfExactlyTheName") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
                    return good.read(zone, name, limits).stream()
                            .filter(set -> set.type().equals(RecordType.A))
                            .toList();
                }
            };
        }
    },
    ANSWERS_WITH_THE_WILDCARD("must_wildcard_nearby_neitherBeReadNorTouched") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
                    List<RRset> found = good.read(zone, name, limits);
                    return found.isEmpty() && !name.equals(zone.name())
                            ? good.read(zone, name.parent().orElseThrow().child("*"), limits)
                            : found;
                }
            };
        }
    },
    GOES_ON_WHEN_CLOSED("must_close_twice_endTheConnection") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public void close() {
                    // the defect
                }
            };
        }
    },
    WRITES_A_READ_ONLY_ZONE("may_zone_readOnly_beLeftAlone") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return is(done, Kind.READ_ONLY_ZONE) ? ChangeResult.applied(done.change()) : done;
        }
    },
    CALLS_A_DEAD_SERVER_A_MISSING_ZONE("may_server_unreachable_beToldInTime") {
        @Override
        ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
            ChangeResult done = real.apply(change);
            return is(done, Kind.UNREACHABLE)
                    ? ChangeResult.failed(done.change(), DnsError.of(Kind.ZONE_NOT_FOUND, "not found"))
                    : done;
        }
    },
    GIVES_UP_AT_ONCE("may_serverError_passing_beOvercome") {
        @Override
        DnsProvider of(DnsProvider good, ReferenceFixture world) {
            return new ForwardingDns(good) {
                @Override
                public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                    if (world.aFaultIsDue()) {
                        return changes.stream()
                                .map(change -> ChangeResult.failed(change, DnsError.of(Kind.TRANSIENT, "HTTP 503")))
                                .toList();
                    }
                    return good.apply(zone, changes, limits);
                }
            };
        }
    };

    private final String caughtBy;

    Mutant(String caughtBy) {
        this.caughtBy = caughtBy;
    }

    String caughtBy() {
        return caughtBy;
    }

    private static boolean is(ChangeResult result, Kind kind) {
        return result.error().filter(error -> error.kind() == kind).isPresent();
    }

    Change rewritten(Change change, ReferenceFixture world) {
        return change;
    }

    CallLimits stretched(CallLimits limits) {
        return limits;
    }

    ChangeResult judged(Change change, Function<Change, ChangeResult> real, ReferenceFixture world) {
        return real.apply(change);
    }

    /** A provider with the defect: its changes are rewritten on the way in, or its results on the way out. */
    DnsProvider of(DnsProvider good, ReferenceFixture world) {
        return new ForwardingDns(good) {
            @Override
            public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
                List<ChangeResult> results = new ArrayList<>();
                for (Change change : changes) {
                    ChangeResult judged = judged(
                            change,
                            any -> good.apply(zone, List.of(rewritten(any, world)), stretched(limits))
                                    .get(0),
                            world);
                    results.add(new ChangeResult(change, judged.outcome(), judged.error()));
                }
                return results;
            }
        };
    }
}
