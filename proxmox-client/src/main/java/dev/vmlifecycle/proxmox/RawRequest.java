package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call that has no type of its own, for {@link ProxmoxClient#request}. The path is given as the API's documentation
 * spells it, its placeholders filled by values, so that logs and listeners see the template and never a value:
 *
 * <pre>{@code
 * pve.request(RawRequest.get("/cluster/ha/status/current"));
 * pve.request(RawRequest.put("/nodes/{node}/dns", node).param("search", "example.com"));
 * }</pre>
 *
 * <p>Immutable.
 */
public final class RawRequest {

    private final HttpMethod method;
    private final ApiPath path;
    private final List<Param> params;

    private RawRequest(HttpMethod method, ApiPath path, List<Param> params) {
        this.method = method;
        this.path = path;
        this.params = List.copyOf(params);
    }

    /**
     * {@return a read}
     *
     * @param template path below {@code /api2/json}, begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when the template is no path, or placeholders and values do not match
     */
    public static RawRequest get(String template, Object... values) {
        return of(HttpMethod.GET, template, values);
    }

    /**
     * {@return a creation or action}
     *
     * @param template path below {@code /api2/json}, begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when the template is no path, or placeholders and values do not match
     */
    public static RawRequest post(String template, Object... values) {
        return of(HttpMethod.POST, template, values);
    }

    /**
     * {@return a change}
     *
     * @param template path below {@code /api2/json}, begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when the template is no path, or placeholders and values do not match
     */
    public static RawRequest put(String template, Object... values) {
        return of(HttpMethod.PUT, template, values);
    }

    /**
     * {@return a removal}
     *
     * @param template path below {@code /api2/json}, begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when the template is no path, or placeholders and values do not match
     */
    public static RawRequest delete(String template, Object... values) {
        return of(HttpMethod.DELETE, template, values);
    }

    /**
     * {@return any of them}
     *
     * @param method which
     * @param template path below {@code /api2/json}, begins with a slash
     * @param values one a placeholder, in order, not encoded
     * @throws IllegalArgumentException when the template is no path, or placeholders and values do not match
     */
    public static RawRequest of(HttpMethod method, String template, Object... values) {
        return new RawRequest(method, ApiPath.untrusted(template, values), List.of());
    }

    /**
     * {@return this request with one more parameter; they travel in the query of GET and DELETE, in the form of POST and
     * PUT}
     *
     * @param name as the API spells it
     * @param value anything whose text is the wire form
     */
    public RawRequest param(String name, Object value) {
        return and(Param.of(name, value));
    }

    /**
     * {@return this request with one more flag}
     *
     * @param name as the API spells it
     * @param value the flag
     */
    public RawRequest flag(String name, boolean value) {
        return and(Param.flag(name, value));
    }

    /**
     * {@return this request with one more parameter that is printed nowhere}
     *
     * @param name as the API spells it
     * @param value the secret
     */
    public RawRequest secret(String name, Secret value) {
        return and(Param.secret(name, value));
    }

    /** {@return HTTP method} */
    public HttpMethod method() {
        return method;
    }

    /** {@return the parameters, in order} */
    public List<Param> params() {
        return params;
    }

    /** {@return method, template and the names of the parameters, no value} */
    @Override
    public String toString() {
        return method + " " + path.template() + " "
                + params.stream().map(Param::name).collect(Collectors.toList());
    }

    ApiPath path() {
        return path;
    }

    private RawRequest and(Param param) {
        List<Param> more = new ArrayList<>(params);
        more.add(param);
        return new RawRequest(method, path, more);
    }
}
