package dev.leaktriage.recorder;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What some processes do with devices, and what goes wrong meanwhile.
 *
 * @param about one sentence for the reader
 * @param profile the name of a shipped profile, or the path of a profile file
 * @param interleaved true if the processes run at the same time, false if one after the other
 */
public record Workload(String name, String about, String profile, boolean interleaved, List<ProcessPlan> processes) {
    /**
     * What one process does.
     *
     * @param lostRecords the sequence numbers of the records that are lost on their way to the log
     */
    public record ProcessPlan(long pid, List<Step> steps, List<Long> lostRecords) {
        public ProcessPlan {
            steps = Keys.listOrEmpty(steps);
            lostRecords = Keys.listOrEmpty(lostRecords);
            if (pid < 1) {
                throw new IllegalArgumentException("a process needs a pid of at least 1, not " + pid);
            }
        }
    }

    public Workload {
        name = Objects.requireNonNullElse(name, "");
        about = Objects.requireNonNullElse(about, "");
        profile = Objects.requireNonNullElse(profile, "n150");
        processes = Keys.listOrEmpty(processes);
        if (processes.isEmpty()) {
            throw new IllegalArgumentException("a workload needs at least one process; write \"processes\": [...]");
        }
        long pids = processes.stream().mapToLong(ProcessPlan::pid).distinct().count();
        if (interleaved && pids < processes.size()) {
            throw new IllegalArgumentException("processes that run at the same time need a pid of their own each");
        }
    }

    /**
     * Reads a workload file.
     *
     * @throws IOException if the file cannot be read; the message is one line
     * @throws WorkloadException if it holds no workload; the text names file, line and column
     */
    public static Workload read(Path file) throws IOException {
        Workload read = parse(file.toString(), text(file));
        if (!read.profile.endsWith(".json")) {
            return read;
        }
        String besideIt = file.resolveSibling(read.profile).toString();
        return new Workload(read.name, read.about, besideIt, read.interleaved, read.processes);
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory, expected a workload file");
        }
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file", missing);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + ": is not UTF-8, expected a workload file in JSON", notText);
        }
    }

    /**
     * Reads a workload from its JSON text.
     *
     * @param source what errors call the text
     */
    public static Workload parse(String source, String json) {
        return Json.read(source, json, Workload.class);
    }

    /** The JSON text that {@link #parse} reads. */
    public String json() {
        return Json.write(this);
    }
}
