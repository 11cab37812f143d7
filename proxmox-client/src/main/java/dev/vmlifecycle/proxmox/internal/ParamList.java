package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parameters of a request in the making: a name occurs once, in the order it was first set.
 *
 * @param list the parameters
 */
public record ParamList(List<Param> list) {

    private static final int KIB = 1024;

    /**
     * Copies the list.
     *
     * @param list see above
     */
    public ParamList {
        list = List.copyOf(list);
    }

    /**
     * {@return a list of these}
     *
     * @param params in order
     */
    public static ParamList of(Param... params) {
        return new ParamList(List.of(params));
    }

    /**
     * {@return this list with a parameter, in place of one of the same name}
     *
     * @param name as the API spells it
     * @param value its text is the wire form
     */
    public ParamList and(String name, Object value) {
        return and(Param.of(name, value));
    }

    /**
     * {@return this list with a parameter, in place of one of the same name}
     *
     * @param param keeps whether it is secret
     */
    public ParamList and(Param param) {
        List<Param> copy = new ArrayList<>(list);
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i).name().equals(param.name())) {
                copy.set(i, param);
                return new ParamList(copy);
            }
        }
        copy.add(param);
        return new ParamList(copy);
    }

    /**
     * {@return this list with a flag}
     *
     * @param name as the API spells it
     * @param on its value
     */
    public ParamList flag(String name, boolean on) {
        return and(Param.flag(name, on));
    }

    /**
     * {@return this list with a limit of speed, which the server counts in KiB per second}
     *
     * @param perSecond rounded up, since zero means none
     */
    public ParamList bandwidth(ByteSize perSecond) {
        return and("bwlimit", (perSecond.bytes() + KIB - 1) / KIB);
    }

    /**
     * {@return this list with a list of values, separated by commas}
     *
     * @param name as the API spells it
     * @param values their texts are the wire form
     */
    public ParamList join(String name, Collection<?> values) {
        return and(name, values.stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    /**
     * {@return this list with others behind it}
     *
     * @param others win where a name is in both
     */
    public ParamList and(List<Param> others) {
        ParamList all = this;
        for (Param param : others) {
            all = all.and(param);
        }
        return all;
    }

    /**
     * {@return this list without a parameter}
     *
     * @param name as the API spells it
     */
    public ParamList without(String name) {
        return new ParamList(
                list.stream().filter(param -> !param.name().equals(name)).toList());
    }

    /** {@return the parameters as an array} */
    public Param[] array() {
        return list.toArray(Param[]::new);
    }

    /** {@return names and values, secrets masked} */
    @Override
    public String toString() {
        return list.toString();
    }
}
