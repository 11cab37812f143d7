package dev.vmlifecycle.proxmox;

/** How the client proves who it is: an API token, or a login with a password. */
public sealed interface Credentials permits ApiToken, PasswordLogin {}
