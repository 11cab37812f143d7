package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.internal.Timeouts;
import dev.vmlifecycle.proxmox.transport.Param;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file to bring onto a storage. One of that name is replaced.
 *
 * @param content what it is: {@link StorageContent#ISO}, {@link StorageContent#VZTMPL} or, since Proxmox VE 8,
 *     {@link StorageContent#IMPORT}
 * @param filename its name on the storage; its ending must fit the content
 * @param source where it is read from
 * @param checksum what it must hash to, absent = not checked
 * @param timeout the longest the sending may last, unless the view of the client has its own
 */
public record UploadRequest(
        StorageContent content, String filename, Path source, Optional<Checksum> checksum, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofHours(1);

    /**
     * Checks content, name and time-out.
     *
     * @param content see above
     * @param filename see above
     * @param source see above
     * @param checksum see above
     * @param timeout see above
     * @throws IllegalArgumentException when the source is a directory, a storage takes no such file, or would not keep the name, or the time-out is not
     *     positive or longer than a day
     */
    public UploadRequest {
        FileName.check(content, filename);
        Timeouts.check("timeout", timeout);
        if (Files.isDirectory(source)) {
            throw new IllegalArgumentException("file: " + source + " is a directory (expected: a readable file)");
        }
    }

    /**
     * {@return an upload that may last an hour}
     *
     * @param content what it is
     * @param filename its name on the storage
     * @param source where it is read from
     */
    public static UploadRequest of(StorageContent content, String filename, Path source) {
        return new UploadRequest(content, filename, source, Optional.empty(), TIMEOUT);
    }

    /**
     * {@return this upload, its content checked by the server}
     *
     * @param expected what it must hash to
     */
    public UploadRequest checksum(Checksum expected) {
        return new UploadRequest(content, filename, source, Optional.of(expected), timeout);
    }

    /**
     * {@return this upload with another time-out}
     *
     * @param longest positive, a day at most
     */
    public UploadRequest timeout(Duration longest) {
        return new UploadRequest(content, filename, source, checksum, longest);
    }

    /** {@return the form fields before the file, in the order the server looks for them} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        params.add(Param.of("content", content));
        checksum.ifPresent(sum -> {
            params.add(Param.of("checksum-algorithm", sum.algorithm()));
            params.add(Param.of("checksum", sum.hex()));
        });
        return params;
    }
}
