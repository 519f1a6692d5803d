package dev.leaktriage.recorder;

import dev.leaktriage.runtime.RuntimeObserver;

/** The log of a run of one or several processes. */
interface RunLog {
    /** Who writes down what a process does. */
    RuntimeObserver observe(Workload.ProcessPlan process);

    /** A process ended in a way that was not orderly. */
    void died(long pid);

    /** Nothing more is to come. */
    void finish();
}
