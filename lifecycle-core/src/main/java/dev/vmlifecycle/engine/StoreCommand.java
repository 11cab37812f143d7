package dev.vmlifecycle.engine;

/**
 * A typed change of subject tables that commits together with a step. The engine passes it through unread; the store
 * that implements {@link EngineStore} knows it. Idempotent, and made so that it cannot fail on a constraint: what can
 * (reserving an address or an id) is a {@link StoreCall} made before the effect.
 */
public interface StoreCommand {}
