package dev.vmlifecycle.storage.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in a file. */
final class H2Files {

    private H2Files() {}

    static DataSource in(Path directory) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + directory.resolve("vm") + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    static void shutDown(Path directory) {
        TestDatabase.execute(in(directory), "SHUTDOWN");
    }
}
