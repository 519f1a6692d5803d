package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.RuntimeObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the allocations of one process in the tracker format.
 *
 * <p>A program may embed it: any number of threads may call it; the order of the log is the order in which
 * they get in, and {@code seq} counts it without gaps. Records are never mixed.
 */
public final class Recorder implements RuntimeObserver, AutoCloseable {
    private static final byte[] SYMBOL = "🔍 ".getBytes(StandardCharsets.UTF_8);
    /** Where a line of last words begins to mean something. */
    private static final Pattern TELLING = Pattern.compile("Out of Memory: |TT_FATAL @ |terminate called |Aborted ");

    private static final String SESSION = "=".repeat(29) + " test session starts " + "=".repeat(30);
    private static final int JAVA_FRAMES = 32;

    private final LogWriter log;
    private final long pid;
    private final LongPredicate lost;
    private final StackText stacks = new StackText();
    private final JavaStacks javaStacks = new JavaStacks();
    private long seq;
    private boolean ended;
    private boolean testing;

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
     * Records this very process into a new file, in batches, so that it holds whole records whenever the process
     * is killed; {@link #flush()} makes sure of what was recorded so far, {@link #close()} ends the log.
     *
     * @throws IOException if the file cannot be made, or exists already
     */
    public static Recorder toFile(Path file) throws IOException {
        return into(
                LogWriter.batched(LogFile.create(file)), ProcessHandle.current().pid());
    }

    /** Records an allocation with the Java stack of the caller. */
    public void allocated(int device, Memory memory, long address, long sizeBytes) {
        allocated(device, memory, address, sizeBytes, javaStacks.capture(JAVA_FRAMES));
    }

    /** Records an allocation of which nothing but its place and its stack is known. */
    public void allocated(int device, Memory memory, long address, long sizeBytes, CallStack stack) {
        synchronized (log) {
            LineBuffer line = buffer("DEBUG: Tracking buffer at ", address, sizeBytes, device);
            line.text(" type=").text(memory.label());
            end(line, stack);
        }
    }

    /** Records a deallocation. */
    public void freed(int device, long address, long sizeBytes) {
        synchronized (log) {
            end(buffer("DEBUG: Untracking buffer at ", address, sizeBytes, device), CallStack.NONE);
        }
    }

    @Override
    public void allocated(DeviceBuffer part) {
        synchronized (log) {
            LineBuffer line = buffer("DEBUG: Tracking buffer at ", part.address(), part.sizeBytes(), part.device());
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
            LineBuffer line = start("DEBUG: Opening mesh device ").decimal(mesh.id());
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
        lifeCycle("DEBUG: Opened mesh device ", mesh.id());
    }

    @Override
    public void checkpoint(String name) {
        String quotable = name.replace('"', '\'').replace('\n', ' ').replace('\r', ' ');
        synchronized (log) {
            end(start("DEBUG: Checkpoint name=").text("\"").text(quotable).text("\""), CallStack.NONE);
        }
    }

    /** Prints the name as pytest does with -v -s: what the test prints begins on the same line. */
    @Override
    public void testStarted(String name) {
        synchronized (log) {
            if (!testing) {
                testing = true;
                log.begin().text(SESSION).newLine();
                log.commit();
            }
            log.begin().text(name.replace('\n', ' ')).text(" ");
            log.commit();
        }
    }

    @Override
    public void testPassed() {
        synchronized (log) {
            log.begin().text("PASSED").newLine();
            log.commit();
        }
    }

    @Override
    public void clearingCache(int mesh, int entries) {
        synchronized (log) {
            LineBuffer line =
                    start("DEBUG: Clearing program cache on mesh device ").decimal(mesh);
            end(line.text(" entries=").decimal(entries), CallStack.NONE);
        }
    }

    @Override
    public void clearedCache(int mesh) {
        lifeCycle("DEBUG: Cleared program cache on mesh device ", mesh);
    }

    @Override
    public void closing(int mesh) {
        lifeCycle("DEBUG: Closing mesh device ", mesh);
    }

    @Override
    public void closed(int mesh) {
        lifeCycle("DEBUG: Closed mesh device ", mesh);
    }

    @Override
    public void failed(List<String> lastWords) {
        synchronized (log) {
            LineBuffer line = log.begin();
            lastWords.forEach(words -> decided(line, words));
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
                end(start("DEBUG: Recording ended").text(" events=").decimal(seq), CallStack.NONE);
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

    private void lifeCycle(String literal, int mesh) {
        synchronized (log) {
            end(start(literal).decimal(mesh), CallStack.NONE);
        }
    }

    private LineBuffer buffer(String literal, long address, long sizeBytes, int device) {
        return start(literal)
                .hex(address)
                .text(" size=")
                .decimal(sizeBytes)
                .text(" device=")
                .decimal(device);
    }

    /** The whole literal decides: mainline prints some of these lines without the first word. */
    private LineBuffer start(String literal) {
        return log.begin().bytes(SYMBOL).deciding(literal);
    }

    private static void decided(LineBuffer line, String words) {
        Matcher telling = TELLING.matcher(words);
        if (!telling.find()) {
            line.text(words).newLine();
            return;
        }
        line.text(words.substring(0, telling.start())).deciding(telling.group());
        line.text(words.substring(telling.end())).newLine();
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
