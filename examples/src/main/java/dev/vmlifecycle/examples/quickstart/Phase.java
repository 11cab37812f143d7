package dev.vmlifecycle.examples.quickstart;

/** The parts of the walk. */
enum Phase {
    DEPLOY("deploy", "ready"),
    CHANGE("change_package", "ready"),
    TERMINATE("terminate", "remove");

    private final String pipeline;
    private final String end;

    Phase(String pipeline, String end) {
        this.pipeline = pipeline;
        this.end = end;
    }

    /** The pipeline that does it. */
    String pipeline() {
        return pipeline;
    }

    /** The state in which it is done. */
    String end() {
        return end;
    }
}
