package dev.vmlifecycle.vm;

/** What becomes of work under way (a running task, a call whose answer was lost) when an operator sets a VM down elsewhere. */
public enum OpenWork {
    /** Nothing: the reset is refused while there is some. */
    REFUSE,
    /** It is settled first: its task is awaited, a lost answer is given its time, a VM that came of it is taken into the record. */
    ADOPT,
    /** It is forgotten. What it may still do on the cluster is the operator's to look after. */
    FORGET
}
