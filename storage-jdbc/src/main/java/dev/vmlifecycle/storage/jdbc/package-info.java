/**
 * The store in a relational database, over plain JDBC: H2 so far.
 *
 * <p>Start reading at {@link dev.vmlifecycle.storage.jdbc.JdbcStore}; the tables and their meaning are in {@code
 * ddl/h2/001.sql} beside this package. One class a concern, each working inside a transaction that is handed to it.
 */
@NullMarked
package dev.vmlifecycle.storage.jdbc;

import org.jspecify.annotations.NullMarked;
