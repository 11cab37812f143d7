package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipelines of one engine by name. */
final class Pipelines<C> {

    private final Map<String, Pipeline<C>> byName = new LinkedHashMap<>();

    Pipelines(List<Pipeline<C>> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("pipelines: none (expected: at least one)");
        }
        for (Pipeline<C> pipeline : all) {
            if (byName.put(pipeline.name(), pipeline) != null) {
                throw new IllegalArgumentException(
                        "pipeline " + pipeline.name() + ": twice (expected: each name once)");
            }
        }
    }

    Optional<Pipeline<C>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The shortest time that a row gives an attempt; empty when none says. */
    Optional<Duration> shortestWithin() {
        return byName.values().stream()
                .flatMap(pipeline -> pipeline.rows().stream())
                .flatMap(row -> row.within().stream())
                .min(Comparator.naturalOrder());
    }

    /** The title of a pipeline, also of one this version no longer knows. */
    String title(String name) {
        return find(name).map(Pipeline::title).orElseGet(() -> TextFormat.title(name));
    }
}
