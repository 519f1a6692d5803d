package dev.leaktriage.runtime;

/** How full every bank of one memory kind is, in bytes of one bank. */
public record BankStatistics(long bankSizeBytes, long allocatedBytes, long freeBytes, long largestFreeBytes) {}
