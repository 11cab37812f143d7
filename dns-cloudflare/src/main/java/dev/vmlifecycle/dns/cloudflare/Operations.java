package dev.vmlifecycle.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.base.Edit;
import dev.vmlifecycle.dns.base.NewRecord;
import dev.vmlifecycle.dns.base.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Edits as operations on single records. */
final class Operations {

    // 200 is what the smallest plan takes in one batch
    private static final int PER_BATCH = 200;
    private static final Set<RecordType> PROXIABLE = Set.of(RecordType.A, RecordType.AAAA, RecordType.CNAME);
    // ids are hexadecimal; what follows is ours
    private static final String PROXIED = " proxied";

    final List<String> deletes = new ArrayList<>();
    final List<ObjectNode> patches = new ArrayList<>();
    final List<ObjectNode> posts = new ArrayList<>();

    private Operations() {}

    static StoredRecord read(JsonNode record) {
        String id = record.path("id").asText();
        RecordType type = new RecordType(record.path("type").asText());
        return new StoredRecord(
                record.path("proxied").asBoolean() ? id + PROXIED : id,
                type,
                Ttl.nearest(record.path("ttl").asLong()),
                record.path("content").asText());
    }

    /** The edits in batches; one edit stays together while it fits, so that a value is replaced in one step. */
    static List<Operations> batches(List<Edit> edits, Optional<String> comment) {
        List<Operations> batches = new ArrayList<>();
        Operations current = new Operations();
        for (Edit edit : edits) {
            Operations mine = new Operations();
            mine.add(edit, comment);
            if (current.size() + mine.size() > PER_BATCH && current.size() > 0) {
                batches.add(current);
                current = new Operations();
            }
            for (Operations piece : mine.pieces()) {
                if (current.size() + piece.size() > PER_BATCH) {
                    batches.add(current);
                    current = new Operations();
                }
                current.addAll(piece);
            }
        }
        if (current.size() > 0) {
            batches.add(current);
        }
        return batches;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        deletes.forEach(id -> body.withArray("deletes").addObject().put("id", id));
        patches.forEach(patch -> body.withArray("patches").add(patch));
        posts.forEach(post -> body.withArray("posts").add(post));
        return body;
    }

    int size() {
        return deletes.size() + patches.size() + posts.size();
    }

    private void add(Edit edit, Optional<String> comment) {
        edit.removed().forEach(record -> deletes.add(plain(record.id())));
        for (StoredRecord record : edit.retimed()) {
            // the TTL of a proxied record is Cloudflare's business, and proxying is somebody else's
            if (!record.id().endsWith(PROXIED)) {
                patches.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", record.id())
                        .put("ttl", edit.after().orElseThrow().ttl().seconds()));
            }
        }
        edit.additions().forEach(record -> posts.add(post(record, comment)));
    }

    private void addAll(Operations other) {
        deletes.addAll(other.deletes);
        patches.addAll(other.patches);
        posts.addAll(other.posts);
    }

    /** Itself, or single operations when it is too large for one batch. */
    private List<Operations> pieces() {
        if (size() <= PER_BATCH) {
            return List.of(this);
        }
        List<Operations> pieces = new ArrayList<>();
        for (ObjectNode post : posts) {
            Operations piece = new Operations();
            piece.posts.add(post);
            pieces.add(piece);
        }
        for (ObjectNode patch : patches) {
            Operations piece = new Operations();
            piece.patches.add(patch);
            pieces.add(piece);
        }
        for (String id : deletes) {
            Operations piece = new Operations();
            piece.deletes.add(id);
            pieces.add(piece);
        }
        return pieces;
    }

    private static String plain(String id) {
        return id.endsWith(PROXIED) ? id.substring(0, id.length() - PROXIED.length()) : id;
    }

    private static ObjectNode post(NewRecord record, Optional<String> comment) {
        ObjectNode post = JsonNodeFactory.instance.objectNode();
        post.put("type", record.type().text());
        post.put("name", record.name().toString());
        post.put("content", record.value());
        post.put("ttl", record.ttl().seconds());
        if (PROXIABLE.contains(record.type())) {
            // a zone's default may be to proxy, and then nobody reaches the VM but by HTTP
            post.put("proxied", false);
        }
        comment.ifPresent(text -> post.put("comment", text));
        return post;
    }
}
