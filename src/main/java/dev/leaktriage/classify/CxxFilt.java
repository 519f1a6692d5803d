package dev.leaktriage.classify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Demangles through the {@code c++filt} of the system, in one run of it for all names. */
public final class CxxFilt implements Demangler {
    private static final long TIME_LIMIT_SECONDS = 10;

    private final List<String> command;

    /** The {@code c++filt} on the path; where there is none, names stay as they are. */
    public CxxFilt() {
        this(List.of("c++filt"));
    }

    /** @param command a program that answers each line of its input with one line */
    CxxFilt(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Map<String, String> demangled(Set<String> mangled) {
        if (mangled.isEmpty()) {
            return Map.of();
        }
        List<String> names = mangled.stream().sorted().toList();
        List<String> answers = answers(String.join("\n", names) + "\n");
        if (answers.size() != names.size()) {
            return Map.of();
        }
        Map<String, String> demangled = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!answers.get(i).equals(names.get(i))) {
                demangled.put(names.get(i), answers.get(i));
            }
        }
        return demangled;
    }

    private List<String> answers(String questions) {
        Process filter;
        try {
            filter = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return List.of();
        }
        try {
            return conversation(filter, questions).get(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            filter.destroyForcibly();
        }
    }

    /** Writes and reads at the same time: a pipe that nobody empties would stop the filter. */
    private static CompletableFuture<List<String>> conversation(Process filter, String questions) {
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> ask(filter, questions), CxxFilt::start);
        return CompletableFuture.supplyAsync(() -> read(filter), CxxFilt::start)
                .thenCombine(asking, (answers, done) -> answers);
    }

    /** A common pool may have one thread only, and then the one that writes would wait for the one that reads. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "c++filt");
        thread.setDaemon(true);
        thread.start();
    }

    private static void ask(Process filter, String questions) {
        try (OutputStream out = filter.getOutputStream()) {
            out.write(questions.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> read(Process filter) {
        try (InputStream in = filter.getInputStream()) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
