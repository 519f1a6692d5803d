package dev.leaktriage.recorder;

import dev.leaktriage.runtime.RuntimeObserver;
import java.util.Set;

/** The tracker records of several processes in one log. */
final class TrackerLog implements RunLog {
    private final LogWriter log;

    TrackerLog(LogWriter log) {
        this.log = log;
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        Set<Long> lost = Set.copyOf(process.lostRecords());
        return Recorder.losing(log, process.pid(), lost::contains);
    }

    @Override
    public void finish() {
        log.flush();
    }
}
