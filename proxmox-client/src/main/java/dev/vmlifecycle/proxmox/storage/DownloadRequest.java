package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.transport.Param;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file the node fetches itself. It must be reachable from there; see {@code NodeStorage.download} for the privileges.
 *
 * @param content what it is: {@link StorageContent#ISO}, {@link StorageContent#VZTMPL} or, since Proxmox VE 8,
 *     {@link StorageContent#IMPORT}
 * @param filename its name on the storage; its ending must fit the content
 * @param url http or https; never printed, since it may carry a signature
 * @param checksum what it must hash to, absent = not checked
 * @param compression how it is packed, to be unpacked; absent = kept as it is; since Proxmox VE 8
 * @param verifyCertificate whether the certificate of an https server must be trusted by the node
 */
public record DownloadRequest(
        StorageContent content,
        String filename,
        URI url,
        Optional<Checksum> checksum,
        Optional<Compression> compression,
        boolean verifyCertificate) {

    /**
     * Checks content, name and URL.
     *
     * @param content see above
     * @param filename see above
     * @param url see above
     * @param checksum see above
     * @param compression see above
     * @param verifyCertificate see above
     * @throws IllegalArgumentException when a storage takes no such file, or would not keep the name, or the URL is of
     *     another kind
     */
    public DownloadRequest {
        FileName.check(content, filename);
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url: scheme " + url.getScheme() + " (expected: http or https)");
        }
    }

    /**
     * {@return a download}
     *
     * @param content what it is
     * @param filename its name on the storage
     * @param url http or https
     */
    public static DownloadRequest of(StorageContent content, String filename, URI url) {
        return new DownloadRequest(content, filename, url, Optional.empty(), Optional.empty(), true);
    }

    /**
     * {@return this download, its content checked by the server}
     *
     * @param expected what it must hash to
     */
    public DownloadRequest checksum(Checksum expected) {
        return new DownloadRequest(content, filename, url, Optional.of(expected), compression, verifyCertificate);
    }

    /**
     * {@return this download, unpacked}
     *
     * @param packed how it is packed
     */
    public DownloadRequest compression(Compression packed) {
        return new DownloadRequest(content, filename, url, checksum, Optional.of(packed), verifyCertificate);
    }

    /** {@return this download from a server whose certificate the node does not trust} */
    public DownloadRequest withoutCertificateCheck() {
        return new DownloadRequest(content, filename, url, checksum, compression, false);
    }

    /** {@return the form fields} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        params.add(Param.of("content", content));
        params.add(Param.of("filename", filename));
        params.add(Param.of("url", url));
        checksum.ifPresent(sum -> {
            params.add(Param.of("checksum-algorithm", sum.algorithm()));
            params.add(Param.of("checksum", sum.hex()));
        });
        compression.ifPresent(packed -> params.add(Param.of("compression", packed)));
        if (!verifyCertificate) {
            params.add(Param.flag("verify-certificates", false));
        }
        return params;
    }

    @Override
    public String toString() {
        return "DownloadRequest" + params();
    }
}
