package dev.leaktriage.recorder;

import java.util.List;

/** Several logs of one run, which hear of everything in the same order. */
record RunLogs(List<RunLog> logs) implements RunLog {
    @Override
    public Observers observe(Workload.ProcessPlan process) {
        return new Observers(logs.stream().map(log -> log.observe(process)).toList());
    }

    @Override
    public void gone(long pid) {
        logs.forEach(log -> log.gone(pid));
    }

    @Override
    public void finish() {
        logs.forEach(RunLog::finish);
    }
}
