package dev.leaktriage.report;

/**
 * How a difference is laid out for people.
 *
 * @param byDevice true to show what each device gained and lost
 */
public record DeltaOptions(ReportOptions layout, boolean byDevice) {
    /** The plain layout, without devices. */
    public static final DeltaOptions PLAIN = new DeltaOptions(ReportOptions.PLAIN, false);
}
