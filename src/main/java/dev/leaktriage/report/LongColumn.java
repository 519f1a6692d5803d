package dev.leaktriage.report;

import java.io.IOException;
import java.util.Arrays;

/** A column of numbers for the page, in the form that packs best. */
final class LongColumn {
    /** The greatest number up to which every integer is one of JavaScript's. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    private long[] numbers = new long[64];
    private int count;

    void add(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
    }

    /** Writes the numbers as they are. */
    void write(JsonOutput json, String name) throws IOException {
        json.numbers(name, Arrays.copyOf(numbers, count));
    }

    /** Writes each number as its distance from the one before, the first one from 0. */
    void writeDistances(JsonOutput json, String name) throws IOException {
        long[] distances = new long[count];
        for (int i = 0; i < count; i++) {
            distances[i] = numbers[i] - (i == 0 ? 0 : numbers[i - 1]);
        }
        json.numbers(name, distances);
    }

    /** Writes unsigned numbers as distances, or as hexadecimal text if JavaScript has no such number. */
    void writeAddresses(JsonOutput json, String name) throws IOException {
        boolean exact = Arrays.stream(numbers, 0, count).allMatch(number -> number >= 0 && number <= MOST_EXACT);
        if (exact) {
            writeDistances(json, name);
            return;
        }
        json.texts(
                name, Arrays.stream(numbers, 0, count).mapToObj(Units::address).toList());
    }
}
