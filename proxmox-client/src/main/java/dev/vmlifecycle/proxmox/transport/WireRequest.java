package dev.vmlifecycle.proxmox.transport;

import dev.vmlifecycle.proxmox.internal.PercentCodec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One request as it goes over the wire.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path begins with {@code /api2/json/}, each segment percent-encoded
 * @param query parameters of GET and DELETE, empty otherwise (Proxmox refuses a body on DELETE)
 * @param form parameters of POST and PUT, empty otherwise
 * @param headers what the client adds, {@code Authorization} among it
 * @param file what an upload carries after its form parameters, as {@code multipart/form-data}; absent otherwise
 */
public record WireRequest(
        String method,
        String path,
        List<Param> query,
        List<Param> form,
        List<Header> headers,
        Optional<FilePart> file) {

    /**
     * Copies the lists.
     *
     * @param method see above
     * @param path see above
     * @param query see above
     * @param form see above
     * @param headers see above
     * @param file see above
     */
    public WireRequest {
        query = List.copyOf(query);
        form = List.copyOf(form);
        headers = List.copyOf(headers);
    }

    /**
     * Makes a request without a file.
     *
     * @param method see above
     * @param path see above
     * @param query see above
     * @param form see above
     * @param headers see above
     */
    public WireRequest(String method, String path, List<Param> query, List<Param> form, List<Header> headers) {
        this(method, path, query, form, headers, Optional.empty());
    }

    /**
     * {@return this request with other headers}
     *
     * @param other replace the present ones
     */
    public WireRequest withHeaders(List<Header> other) {
        return new WireRequest(method, path, query, form, other, file);
    }

    /** {@return the query without {@code ?}, percent-encoded; empty when there is none} */
    public String encodedQuery() {
        return encode(query);
    }

    /** {@return the body, {@code application/x-www-form-urlencoded}; empty when there are no form parameters, not to be used when
     * there is a file} */
    public String encodedForm() {
        return encode(form);
    }

    /** {@return whether the call changes something, so that it must not be sent twice} */
    public boolean isWrite() {
        return !method.equals("GET");
    }

    /** {@return method, path and parameters, secrets masked} */
    @Override
    public String toString() {
        return method + " " + path + " " + (isWrite() && !form.isEmpty() ? form : query);
    }

    private static String encode(List<Param> params) {
        if (params.isEmpty()) {
            return "";
        }
        return params.stream()
                .map(param -> PercentCodec.encode(param.name()) + "=" + PercentCodec.encode(param.value()))
                .collect(Collectors.joining("&"));
    }
}
