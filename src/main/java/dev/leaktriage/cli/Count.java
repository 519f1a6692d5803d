package dev.leaktriage.cli;

/** Numbers with their nouns. */
final class Count {
    private Count() {}

    /** Such as {@code 1 leak} and {@code 2 leaks}. */
    static String of(long number, String singular) {
        return number + " " + (number == 1 ? singular : singular + "s");
    }
}
