package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an upload, {@code multipart/form-data}. As on the real server the file becomes two parameters, its name and that of a
 * temporary file; the bytes themselves are not kept.
 */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("filename=\"([^\"]*)\"");

    private final Map<String, String> params = new LinkedHashMap<>();
    private byte[] file = new byte[0];

    private Multipart() {}

    static boolean isOne(SimRequest request) {
        return request.path().endsWith("/upload")
                && request.header("Content-Type").orElse("").startsWith("multipart/form-data");
    }

    static Map<String, String> params(SimRequest request) {
        Multipart parsed = parse(request);
        if (parsed.params.containsKey("filename")) {
            parsed.params.put("tmpfilename", "/var/tmp/pveupload-" + parsed.hash("MD5"));
        }
        return parsed.params;
    }

    /** What the temporary file turns out to be: its size, and its checksum by the algorithm asked for. */
    static Map<String, String> facts(SimRequest request, String algorithm) {
        Multipart parsed = parse(request);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("size", Integer.toString(parsed.file.length));
        if (!algorithm.isEmpty()) {
            facts.put("sum", parsed.hash(algorithm.replace("sha", "SHA-")));
        }
        return facts;
    }

    private static Multipart parse(SimRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        // One byte for one character: what stands in a file is cut out as it is.
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        if (!boundary.find()) {
            throw ApiError.of(501, "no boundary in content type");
        }
        Multipart parsed = new Multipart();
        String mark = "--" + boundary.group(1);
        int start = text.indexOf(mark);
        int end = start < 0 ? -1 : text.indexOf("\r\n" + mark, start);
        while (end >= 0) {
            parsed.part(text.substring(start + mark.length(), end));
            start = end + 2;
            end = text.indexOf("\r\n" + mark, start);
        }
        return parsed;
    }

    private void part(String part) {
        int gap = part.indexOf("\r\n\r\n");
        Matcher name = NAME.matcher(gap < 0 ? "" : part.substring(0, gap));
        if (!name.find()) {
            throw ApiError.of(501, "broken part in upload");
        }
        byte[] content = part.substring(gap + 4).getBytes(StandardCharsets.ISO_8859_1);
        Matcher filename = FILENAME.matcher(part.substring(0, gap));
        if (filename.find()) {
            file = content;
            params.put("filename", utf8(filename.group(1).getBytes(StandardCharsets.ISO_8859_1)));
        } else {
            params.put(name.group(1), utf8(content));
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String hash(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + ": missing (expected: present in every Java)", e);
        }
    }
}
