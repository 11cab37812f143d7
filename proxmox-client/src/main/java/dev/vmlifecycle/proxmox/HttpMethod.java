package dev.vmlifecycle.proxmox;

/** The methods the API uses. All but GET change something. */
public enum HttpMethod {
    /** Reads. */
    GET,
    /** Creates or acts. */
    POST,
    /** Changes. */
    PUT,
    /** Removes. */
    DELETE
}
