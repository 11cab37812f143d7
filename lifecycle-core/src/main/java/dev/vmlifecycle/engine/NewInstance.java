package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.List;

/**
 * A subject to be worked on from its pipeline's first state.
 *
 * @param key the subject's key, 1 to 190 characters
 * @param pipeline the pipeline
 * @param state the pipeline's first state
 * @param definitionVersion the pipeline's version
 * @param subject the subject's document
 * @param dueIn how long until it is first looked at, zero for at once
 * @param commands subject tables to write in the same transaction
 * @param events durable events to write in the same transaction
 */
public record NewInstance(
        String key,
        String pipeline,
        String state,
        int definitionVersion,
        String subject,
        Duration dueIn,
        List<StoreCommand> commands,
        List<NewEvent> events) {

    /**
     * Checks the key and copies the lists.
     *
     * @param key the subject's key, 1 to 190 characters
     * @param pipeline the pipeline
     * @param state the pipeline's first state
     * @param definitionVersion the pipeline's version
     * @param subject the subject's document
     * @param dueIn how long until it is first looked at, zero for at once
     * @param commands subject tables to write in the same transaction
     * @param events durable events to write in the same transaction
     * @throws IllegalArgumentException when the key is empty or longer than 190 characters
     */
    public NewInstance {
        if (key.isEmpty() || key.length() > 190) {
            throw new IllegalArgumentException("key: '" + key + "' (expected: 1..190 characters)");
        }
        commands = List.copyOf(commands);
        events = List.copyOf(events);
    }
}
