package dev.vmlifecycle.benchmarks.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a careful host would write by hand: a row an instance and a row a step. Nothing of an engine: no lease, no fence unless
 * said so, no events.
 */
final class RawSteps {
    private static final String UPDATE =
            "UPDATE raw_instance SET state = ?, step = ?, attempt = 1, updated_at = ? WHERE id = ?";
    private static final String INSERT =
            "INSERT INTO raw_step (id, step, label, outcome, message, recorded_at) VALUES (?, ?, ?, 'success', '', ?)";
    private static final String CLAIM = """
            UPDATE raw_instance SET owner = ?, epoch = epoch + 1, lease_until = ? WHERE id = ANY (ARRAY(
              SELECT id FROM raw_instance WHERE due_at <= ? AND owner IS NULL ORDER BY due_at LIMIT 1
              FOR UPDATE SKIP LOCKED)) RETURNING id, epoch""";
    private static final String FENCED = """
            WITH moved AS (UPDATE raw_instance SET state = ?, step = ?, attempt = 1, updated_at = ?, due_at = ?
              WHERE id = ? AND owner = ? AND epoch = ? RETURNING id)
            INSERT INTO raw_step (id, step, label, outcome, message, recorded_at)
            SELECT id, ?, ?, 'success', '', ? FROM moved""";

    private final Server server;

    RawSteps(Server server) {
        this.server = server;
    }

    void prepare(int instances) {
        server.execute("DROP TABLE IF EXISTS raw_instance, raw_step");
        server.execute("""
                CREATE TABLE raw_instance (id VARCHAR(190) COLLATE "C" PRIMARY KEY, state VARCHAR(190) NOT NULL,
                  step INT NOT NULL, attempt INT NOT NULL, owner VARCHAR(190), epoch BIGINT NOT NULL, lease_until BIGINT,
                  due_at BIGINT, doc TEXT NOT NULL, updated_at BIGINT NOT NULL) WITH (fillfactor = 70)""");
        server.execute("CREATE INDEX raw_due ON raw_instance (due_at) WHERE due_at IS NOT NULL");
        server.execute("""
                CREATE TABLE raw_step (id VARCHAR(190) COLLATE "C" NOT NULL, step INT NOT NULL, label TEXT NOT NULL,
                  outcome TEXT NOT NULL, message TEXT NOT NULL, recorded_at BIGINT NOT NULL, PRIMARY KEY (id, step))""");
        server.execute("INSERT INTO raw_instance SELECT 'vm' || n, 'state0', 0, 1, NULL, 0, NULL, 0, '{}', 0"
                + " FROM generate_series(1, " + instances + ") AS n");
        server.execute("CHECKPOINT");
    }

    /** BEGIN, UPDATE, INSERT, COMMIT a step, each thread on a connection of its own; answers steps a second. */
    double throughput(int instances, int steps, int threads) {
        prepare(instances);
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                connections.add(server.plain().getConnection());
            }
            long began = System.nanoTime();
            List<Future<Integer>> running = new ArrayList<>();
            for (Connection connection : connections) {
                running.add(pool.submit(() -> work(connection, next, instances, steps)));
            }
            int done = 0;
            for (Future<Integer> one : running) {
                done += one.get();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            for (Connection connection : connections) {
                connection.close();
            }
            return done / seconds;
        } catch (Exception e) {
            throw new IllegalStateException("raw steps", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static int work(Connection connection, AtomicInteger next, int instances, int steps) throws SQLException {
        connection.setAutoCommit(false);
        int done = 0;
        try (PreparedStatement update = connection.prepareStatement(UPDATE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int n = next.incrementAndGet(); n <= instances; n = next.incrementAndGet()) {
                for (int step = 1; step <= steps; step++) {
                    long now = System.currentTimeMillis();
                    update.setString(1, "state" + step);
                    update.setInt(2, step);
                    update.setLong(3, now);
                    update.setString(4, "vm" + n);
                    update.executeUpdate();
                    insert.setString(1, "vm" + n);
                    insert.setInt(2, step);
                    insert.setString(3, "Step " + step);
                    insert.setLong(4, now);
                    insert.executeUpdate();
                    connection.commit();
                    done++;
                }
            }
        }
        return done;
    }

    /** One claim and its steps, a statement each, on a connection of its own. */
    final class OneByOne implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement claim;
        private final PreparedStatement fenced;

        OneByOne() throws SQLException {
            connection = server.plain().getConnection();
            claim = connection.prepareStatement(CLAIM);
            fenced = connection.prepareStatement(FENCED);
        }

        /** Answers the nanoseconds. */
        long run(int steps) throws SQLException {
            long began = System.nanoTime();
            long now = System.currentTimeMillis();
            claim.setString(1, "owner");
            claim.setLong(2, now + 60_000);
            claim.setLong(3, now);
            String id;
            long epoch;
            try (ResultSet claimed = claim.executeQuery()) {
                if (!claimed.next()) {
                    throw new IllegalStateException("nothing to claim");
                }
                id = claimed.getString(1);
                epoch = claimed.getLong(2);
            }
            for (int step = 1; step <= steps; step++) {
                step(id, epoch, step, step == steps);
            }
            return System.nanoTime() - began;
        }

        private void step(String id, long epoch, int step, boolean last) throws SQLException {
            long now = System.currentTimeMillis();
            fenced.setString(1, "state" + step);
            fenced.setInt(2, step);
            fenced.setLong(3, now);
            fenced.setObject(4, last ? null : (Long) 0L, java.sql.Types.BIGINT);
            fenced.setString(5, id);
            fenced.setString(6, "owner");
            fenced.setLong(7, epoch);
            fenced.setInt(8, step);
            fenced.setString(9, "Step " + step);
            fenced.setLong(10, now);
            if (fenced.executeUpdate() != 1) {
                throw new IllegalStateException("lost " + id);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
