package dev.leaktriage.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * The allocation of a buffer of kernel binaries, on all devices of its mesh, whether or not it is live at the end.
 *
 * @param life the process life
 * @param mesh the mesh as the log numbers it; empty if it names none
 * @param devices ascending
 * @param stack of the first of its records
 * @param at the records of it, one or one for each device, in the order of the log
 */
public record KernelLoad(int life, OptionalLong mesh, List<Integer> devices, CallStack stack, List<LogPosition> at) {
    public KernelLoad {
        devices = List.copyOf(devices);
        at = List.copyOf(at);
    }
}
