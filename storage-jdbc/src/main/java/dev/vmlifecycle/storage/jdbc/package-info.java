/**
 * The store in a relational database, over plain JDBC: PostgreSQL, MariaDB and MySQL, H2, SQLite.
 *
 * <p>Start reading at {@link dev.vmlifecycle.storage.jdbc.JdbcStore}; the tables and their meaning are in {@code
 * ddl/} beside this package, a folder a database. One class a concern, each working inside a transaction that is handed to it.
 */
@NullMarked
package dev.vmlifecycle.storage.jdbc;

import org.jspecify.annotations.NullMarked;
