package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.WireMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user as the server lists it. Keys without an accessor are there by {@link #get}. Immutable. */
public final class User {

    private final UserId id;
    private final WireMap values;
    private final List<TokenInfo> tokens;

    private User(UserId id, WireMap values, List<TokenInfo> tokens) {
        this.id = id;
        this.values = values;
        this.tokens = List.copyOf(tokens);
    }

    /**
     * {@return a user with these values}
     *
     * @param id its name
     * @param values by key, in wire form
     * @param tokens its API tokens
     */
    public static User of(UserId id, Map<String, String> values, List<TokenInfo> tokens) {
        return new User(id, WireMap.of(values), tokens);
    }

    /** {@return its name} */
    public UserId id() {
        return id;
    }

    /** {@return whether it may log in} */
    public boolean enabled() {
        return values.flag("enable").orElse(true);
    }

    /** {@return until when it may log in, absent for no end} */
    public Optional<Instant> expires() {
        return values.instant("expire");
    }

    /** {@return free text} */
    public Optional<String> comment() {
        return values.text("comment");
    }

    /** {@return mail address} */
    public Optional<String> email() {
        return values.text("email");
    }

    /** {@return given name} */
    public Optional<String> firstName() {
        return values.text("firstname");
    }

    /** {@return family name} */
    public Optional<String> lastName() {
        return values.text("lastname");
    }

    /** {@return its groups; a list of users has them in full only} */
    public List<String> groups() {
        return values.words("groups");
    }

    /** {@return its API tokens; a list of users has them in full only} */
    public List<TokenInfo> tokens() {
        return tokens;
    }

    /**
     * {@return the value of a key in wire form, absent when not set}
     *
     * @param key as the API spells it
     */
    public Optional<String> get(String key) {
        return values.get(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof User that
                && id.equals(that.id)
                && values.equals(that.values)
                && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return its name; values may be confidential} */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
