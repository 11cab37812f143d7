package dev.vmlifecycle.storage.jdbc;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How our tables are called in one database.
 *
 * @param schema the schema they are in; empty = the connection's own
 * @param prefix what their names begin with
 */
record Names(Optional<String> schema, String prefix) {
    private static final String PLACE = "${prefix}";
    // constraints and new indexes are named without a schema, they go where their table is
    private static final Pattern TABLE_IN_DDL =
            Pattern.compile("\\b((?:TABLE|TABLE IF NOT EXISTS|ON|INTO|FROM|UPDATE) )\\$\\{prefix\\}");

    /** A statement other than DDL: tables are named after {@code ${prefix}}, indexes after {@code ${index}}. */
    String inStatement(String sql) {
        return sql.replace(PLACE, qualified()).replace("${index}", prefix);
    }

    /** A statement of the DDL files. */
    String inDdl(String sql, Map<String, String> words) {
        String text = TABLE_IN_DDL.matcher(sql).replaceAll("$1" + qualified()).replace(PLACE, prefix);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return text;
    }

    private String qualified() {
        return schema.map(name -> name + ".").orElse("") + prefix;
    }
}
