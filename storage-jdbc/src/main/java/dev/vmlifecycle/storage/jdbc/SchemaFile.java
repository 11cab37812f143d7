package dev.vmlifecycle.storage.jdbc;

/**
 * One step of the schema, for hosts whose own migration tool creates the tables. Run in the order of numbers, each once.
 *
 * @param number the schema version it leads to, from the one before
 * @param sql statements, each ending with a semicolon at the end of a line; prefix and schema name are applied, and the last one
 *     notes the version
 */
public record SchemaFile(int number, String sql) {

    /**
     * Makes a file.
     *
     * @param number the schema version it leads to
     * @param sql its statements
     * @throws IllegalArgumentException when the number is not positive
     */
    public SchemaFile {
        if (number < 1) {
            throw new IllegalArgumentException("schema version: " + number + " (expected: 1 or more)");
        }
    }
}
