package dev.vmlifecycle.proxmox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, at the finest level: through slf4j, and by the HTTP library through the JDK. */
public final class TestLog implements AutoCloseable {

    private static final Path FILE = Path.of("target", "test-log.txt");
    private static final Logger HTTP = Logger.getLogger("okhttp3");

    private final long start = size();
    private final List<String> viaJdk = new CopyOnWriteArrayList<>();
    private final Level levelBefore = HTTP.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            viaJdk.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public TestLog() {
        HTTP.setLevel(Level.ALL);
        HTTP.addHandler(handler);
    }

    public String text() {
        try {
            String all = Files.readString(FILE, StandardCharsets.ISO_8859_1);
            return all.substring((int) Math.min(start, all.length())) + String.join("", viaJdk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        HTTP.removeHandler(handler);
        HTTP.setLevel(levelBefore);
    }

    private static long size() {
        // the first logger empties the file an earlier run left
        LoggerFactory.getILoggerFactory();
        try {
            return Files.exists(FILE) ? Files.size(FILE) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
