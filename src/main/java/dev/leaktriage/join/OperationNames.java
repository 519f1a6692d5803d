package dev.leaktriage.join;

import dev.leaktriage.model.CallStack;

/** Holds the operation that a workload is named after against a call stack. */
final class OperationNames {
    private static final String DEVICE_OPERATION = "DeviceOperation";

    private OperationNames() {}

    /**
     * True if both name a device operation and not the same one. Names of other kinds say nothing: a stack need not show what
     * a workload is called.
     */
    static boolean contradict(String workload, CallStack stack) {
        String wanted = lastName(workload);
        return wanted.endsWith(DEVICE_OPERATION)
                && stack.frames().stream().anyMatch(frame -> frame.symbol().contains(DEVICE_OPERATION))
                && stack.frames().stream().noneMatch(frame -> frame.symbol().contains(wanted));
    }

    /** The name without namespaces and template arguments. */
    private static String lastName(String name) {
        int arguments = name.indexOf('<');
        String whole = arguments < 0 ? name : name.substring(0, arguments);
        return whole.substring(whole.lastIndexOf(':') + 1);
    }
}
