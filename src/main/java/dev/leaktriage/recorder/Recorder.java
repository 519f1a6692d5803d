package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.RuntimeObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Writes the allocations of one process in the tracker format.
 *
 * <p>A program may embed it: any number of threads may call it; the order of the log is the order in which
 * they get in, and {@code seq} counts it without gaps. Records are never mixed.
 */
public final class Recorder implements RuntimeObserver, AutoCloseable {
    private static final byte[] PREFIX = "🔍 DEBUG: ".getBytes(StandardCharsets.UTF_8);
    private static final int JAVA_FRAMES = 32;

    private final LogWriter log;
    private final long pid;
    private final LongPredicate lost;
    private final StackText stacks = new StackText();
    private final JavaStacks javaStacks = new JavaStacks();
    private long seq;
    private boolean ended;

    private Recorder(LogWriter log, long pid, LongPredicate lost) {
        this.log = log;
        this.pid = pid;
        this.lost = lost;
    }

    /** Records a process into a log that others may share. */
    public static Recorder into(LogWriter log, long pid) {
        return new Recorder(log, pid, seq -> false);
    }

    /**
     * Records a process into a log that loses records on the way.
     *
     * @param lost tells whether the record with that sequence number is lost
     */
    public static Recorder losing(LogWriter log, long pid, LongPredicate lost) {
        return new Recorder(log, pid, lost);
    }

    /**
     * Records this very process into a new file, in batches; {@link #flush()} makes sure of what was recorded
     * so far, {@link #close()} ends the log.
     *
     * @throws IOException if the file cannot be made, or exists already
     */
    public static Recorder toFile(Path file) throws IOException {
        LogWriter log =
                LogWriter.batched(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), LogWriter.PAGE_BYTES);
        return into(log, ProcessHandle.current().pid());
    }

    /** Records an allocation with the Java stack of the caller. */
    public void allocated(int device, Memory memory, long address, long sizeBytes) {
        allocated(device, memory, address, sizeBytes, javaStacks.capture(JAVA_FRAMES));
    }

    /** Records an allocation of which nothing but its place and its stack is known. */
    public void allocated(int device, Memory memory, long address, long sizeBytes, CallStack stack) {
        synchronized (log) {
            LineBuffer line = buffer("Tracking", address, sizeBytes, device);
            line.text(" type=").text(memory.label());
            end(line, stack);
        }
    }

    /** Records a deallocation. */
    public void freed(int device, long address, long sizeBytes) {
        synchronized (log) {
            end(buffer("Untracking", address, sizeBytes, device), CallStack.NONE);
        }
    }

    @Override
    public void allocated(DeviceBuffer part) {
        synchronized (log) {
            LineBuffer line = buffer("Tracking", part.address(), part.sizeBytes(), part.device());
            line.text(" type=").text(part.memory().label());
            line.text(" page_size=").decimal(part.pageSizeBytes());
            line.text(" banks=").decimal(part.banks());
            end(line, part.stack());
        }
    }

    @Override
    public void freed(DeviceBuffer part) {
        freed(part.device(), part.address(), part.sizeBytes());
    }

    @Override
    public void opening(MeshDescription mesh) {
        synchronized (log) {
            LineBuffer line = start("Opening mesh device ").decimal(mesh.id());
            line.text(" devices=");
            for (int index = 0; index < mesh.devices().size(); index++) {
                line.text(index == 0 ? "" : ",").decimal(mesh.devices().get(index));
            }
            line.text(" shape=").text(mesh.shape().toString());
            end(line.text(" arch=").text(mesh.arch()), CallStack.NONE);
        }
    }

    @Override
    public void opened(MeshDescription mesh) {
        lifeCycle("Opened mesh device ", mesh.id());
    }

    @Override
    public void checkpoint(String name) {
        String quotable = name.replace('"', '\'').replace('\n', ' ').replace('\r', ' ');
        synchronized (log) {
            end(start("Checkpoint name=\"").text(quotable).text("\""), CallStack.NONE);
        }
    }

    @Override
    public void clearingCache(int mesh, int entries) {
        synchronized (log) {
            LineBuffer line = start("Clearing program cache on mesh device ").decimal(mesh);
            end(line.text(" entries=").decimal(entries), CallStack.NONE);
        }
    }

    @Override
    public void clearedCache(int mesh) {
        lifeCycle("Cleared program cache on mesh device ", mesh);
    }

    @Override
    public void closing(int mesh) {
        lifeCycle("Closing mesh device ", mesh);
    }

    @Override
    public void closed(int mesh) {
        lifeCycle("Closed mesh device ", mesh);
    }

    @Override
    public void failed(List<String> lastWords) {
        synchronized (log) {
            LineBuffer line = log.begin();
            lastWords.forEach(words -> line.text(words).newLine());
            log.commit();
            ended = true;
        }
        log.flush();
    }

    /** Writes the trailer; later calls do nothing. */
    @Override
    public void ended() {
        synchronized (log) {
            if (!ended) {
                ended = true;
                end(start("Recording ended events=").decimal(seq), CallStack.NONE);
            }
        }
        log.flush();
    }

    /** Makes sure that everything recorded so far is in the log. */
    public void flush() {
        log.flush();
    }

    /** Ends the recording in an orderly way and closes the log. */
    @Override
    public void close() {
        ended();
        log.close();
    }

    private void lifeCycle(String event, int mesh) {
        synchronized (log) {
            end(start(event).decimal(mesh), CallStack.NONE);
        }
    }

    private LineBuffer buffer(String event, long address, long sizeBytes, int device) {
        return start(event)
                .text(" buffer at ")
                .hex(address)
                .text(" size=")
                .decimal(sizeBytes)
                .text(" device=")
                .decimal(device);
    }

    private LineBuffer start(String event) {
        return log.begin().bytes(PREFIX).text(event);
    }

    private void end(LineBuffer line, CallStack stack) {
        seq++;
        line.text(" pid=").decimal(pid).text(" seq=").decimal(seq).newLine();
        stacks.append(line, stack);
        if (lost.test(seq)) {
            log.discard();
            return;
        }
        log.commit();
    }
}
