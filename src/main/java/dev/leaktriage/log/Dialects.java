package dev.leaktriage.log;

import java.util.List;

/** The dialects that are recognised, all of them in one and the same stream. */
final class Dialects {
    private Dialects() {}

    static List<Dialect> all() {
        return List.of(
                TrackerDialect.dialect(),
                ServerDialect.dialect(),
                BufferDebugDialect.dialect(),
                StackTraceDialect.dialect(),
                CreationLogDialect.dialect(),
                DetailedDialect.dialect(),
                RuntimeDialect.dialect(),
                UmpireDialect.dialect(),
                TestRunnerDialect.dialect(),
                HeaptrackDialect.dialect());
    }
}
