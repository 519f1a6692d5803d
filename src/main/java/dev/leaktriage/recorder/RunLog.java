package dev.leaktriage.recorder;

import dev.leaktriage.runtime.RuntimeObserver;

/** The log of a run of one or several processes. */
interface RunLog {
    /** Who writes down what a process does. */
    RuntimeObserver observe(Workload.ProcessPlan process);

    /** It is noticed that a process runs no more, however it ended. */
    default void gone(long pid) {}

    /** Nothing more is to come. */
    void finish();
}
