package dev.vmlifecycle.proxmox.simulator;

/** Answers one kind of call; failures are {@code ApiError}s. */
@FunctionalInterface
interface Handler {

    Reply answer(Call call);
}
