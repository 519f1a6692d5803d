package dev.leaktriage.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a file in ranges, several at a time, and hands the events on in the order of the text.
 *
 * <p>Law: the result is that of one reading from beginning to end. A range is read as if nothing that stands before it
 * mattered; where this proves wrong when its turn comes, it is read again.
 */
final class RangeReader {
    /** So many ranges may have been begun and not handed on, for each thread. */
    private static final int MOST_WAITING = 4;

    private final Language language;
    private final boolean remembers;
    private final StackTrie stacks;
    private final ReaderCounts counts;
    private final int rangeBytes;
    /** Each made by its own thread, so that nobody waits for all of them. */
    private final Worker[] workers;

    /**
     * Makes a reader.
     *
     * @param stacks gets the stacks of the events
     * @param counts gets what is counted
     */
    RangeReader(
            Language language, boolean remembers, StackTrie stacks, ReaderCounts counts, int threads, int rangeBytes) {
        this.language = language;
        this.remembers = remembers;
        this.stacks = stacks;
        this.counts = counts;
        this.rangeBytes = rangeBytes;
        this.workers = new Worker[threads];
    }

    /** True if a file of that size is worth so many threads. */
    static boolean isWorthwhile(long sizeBytes, int threads, int rangeBytes) {
        return sizeBytes >= (long) rangeBytes * threads;
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return Arrays.stream(workers)
                .filter(Objects::nonNull)
                .mapToLong(worker -> worker.scanner.parses())
                .sum();
    }

    /**
     * Reads a file.
     *
     * @param fileNumber the file's index
     * @return false if the receiver wanted no more
     */
    boolean read(RangedFile file, int fileNumber, RecordScanner.Receiver receiver) throws IOException {
        Reading reading = new Reading(file, fileNumber, receiver);
        List<Thread> threads = new ArrayList<>();
        for (int number = 1; number < workers.length; number++) {
            int own = number;
            Thread thread = new Thread(() -> reading.work(own), "log-reader-" + own);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        reading.work(0);
        for (Thread thread : threads) {
            join(thread);
        }
        return reading.wanted();
    }

    private Worker worker(int thread) {
        if (workers[thread] == null) {
            workers[thread] = new Worker(language, remembers);
        }
        return workers[thread];
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", interrupted);
        }
    }

    /** Who reads ranges, with stacks and plans of its own. */
    private static final class Worker {
        private final StackTrie stacks = new StackTrie();
        private final ReaderCounts counts = new ReaderCounts();
        private final RecordScanner scanner;
        /** What the receiver knows of the stacks here. */
        private final StackTrie.Adopted adopted = new StackTrie.Adopted();

        Worker(Language language, boolean remembers) {
            scanner = new RecordScanner(language, remembers, stacks, counts);
        }
    }

    /**
     * What was found in a range.
     *
     * @param end empty if the range could not be read by itself
     * @param failure why the text could not be read further
     */
    private record Found(
            Worker by,
            EventBatch events,
            Optional<RecordScanner.RangeEnd> end,
            boolean testsSpokeBefore,
            StackTrie.Nodes stacks,
            int stackCount,
            ReaderCounts counts,
            Optional<IOException> failure) {}

    /** The reading of one file. */
    private final class Reading {
        private final RangedFile file;
        private final int number;
        private final RecordScanner.Receiver receiver;
        private final int ranges;

        private final Map<Integer, Found> waiting = new HashMap<>();
        private final Deque<EventBatch> free = new ArrayDeque<>();
        private int begun;
        private int handedOn;
        private boolean handing;
        private boolean over;
        private boolean wanted = true;
        private Optional<Throwable> failure = Optional.empty();
        /** A guess, which the hand-over checks. */
        private volatile boolean testsSpoke;

        // What is known of the text before the range that is handed on next.
        private long offset;
        private long passedBytes;
        private long lines;
        private boolean spokeBefore;

        Reading(RangedFile file, int number, RecordScanner.Receiver receiver) {
            this.file = file;
            this.number = number;
            this.receiver = receiver;
            this.ranges = (int) Math.max(1, file.sizeBytes() / rangeBytes);
        }

        void work(int thread) {
            try {
                Worker worker = worker(thread);
                for (int range = begin(); range >= 0; range = begin()) {
                    Found found = found(worker, range);
                    put(range, found);
                    handOn(worker);
                }
            } catch (IOException | RuntimeException | Error thrown) {
                fail(thrown);
            }
        }

        private synchronized void fail(Throwable thrown) {
            failure = failure.or(() -> Optional.of(thrown));
            over = true;
            notifyAll();
        }

        /** The next range to read; -1 if there is none. */
        private synchronized int begin() {
            while (!over && begun < ranges && begun - handedOn >= MOST_WAITING * workers.length) {
                try {
                    wait();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    fail(new IOException("interrupted while reading", interrupted));
                }
            }
            return over || begun == ranges ? -1 : begun++;
        }

        private synchronized void put(int range, Found found) {
            waiting.put(range, found);
        }

        private synchronized EventBatch batch() {
            EventBatch batch = free.isEmpty() ? new EventBatch() : free.pop();
            batch.clear();
            return batch;
        }

        private synchronized void giveBack(EventBatch batch) {
            free.push(batch);
        }

        private long beginning(int range) {
            return (long) range * rangeBytes;
        }

        /** Where a range ends, or everything. */
        private long ending(int range) {
            return range + 1 == ranges ? Long.MAX_VALUE : beginning(range + 1);
        }

        /** Reads a range as if nothing before it mattered. */
        private Found found(Worker worker, int range) {
            // The newline before the first line that begins in the range may be the last byte before the range.
            long from = Math.max(0, beginning(range) - 1);
            boolean spoke = testsSpoke;
            long bytes = ending(range) == Long.MAX_VALUE ? Long.MAX_VALUE : ending(range) - 1 - from;
            return found(worker, from, new RecordScanner.RangeStart(range > 0, bytes, 0, spoke));
        }

        private Found found(Worker worker, long from, RecordScanner.RangeStart start) {
            EventBatch batch = batch();
            Optional<RecordScanner.RangeEnd> end = Optional.empty();
            Optional<IOException> thrown = Optional.empty();
            try {
                end = worker.scanner.readRange(file.from(from), start, number, batch);
                end = end.map(known -> known.movedBy(from));
            } catch (IOException failed) {
                thrown = Optional.of(failed);
            }
            testsSpoke |= end.isPresent() && end.get().testsSpoke();
            return new Found(
                    worker,
                    batch,
                    end,
                    start.testsSpoke(),
                    worker.stacks.nodes(),
                    worker.stacks.lines() + 1,
                    worker.counts.take(),
                    thrown);
        }

        /** Hands on what has its turn, unless another thread is at it. */
        private void handOn(Worker worker) throws IOException {
            for (Optional<Found> next = turn(); next.isPresent(); next = turn()) {
                boolean goOn = handOn(worker, handedOn, next.get());
                done(goOn);
            }
        }

        private synchronized Optional<Found> turn() {
            if (handing || over) {
                return Optional.empty();
            }
            Optional<Found> next = Optional.ofNullable(waiting.remove(handedOn));
            handing = next.isPresent();
            return next;
        }

        private synchronized void done(boolean goOn) {
            handing = false;
            handedOn++;
            over |= !goOn || handedOn == ranges;
            notifyAll();
        }

        /** False if that was the last range or the receiver wants no more. */
        private boolean handOn(Worker worker, int range, Found found) throws IOException {
            if (ending(range) <= offset) {
                // A line that began before goes on behind the range.
                giveBack(found.events());
                return true;
            }
            if (holds(found)) {
                return accept(found);
            }
            giveBack(found.events());
            long bytes = ending(range) == Long.MAX_VALUE ? Long.MAX_VALUE : ending(range) - 1 - offset;
            return accept(found(worker, offset, new RecordScanner.RangeStart(false, bytes, passedBytes, spokeBefore)));
        }

        /** True if what stands before the range does not matter to what was found in it. */
        private boolean holds(Found found) {
            return found.failure().isEmpty()
                    && found.end().isPresent()
                    && found.testsSpokeBefore() == spokeBefore
                    && passedBytes <= found.end().get().firstFound();
        }

        private boolean accept(Found found) throws IOException {
            Worker by = found.by();
            StackTrie.Adopted adopted = by.adopted;
            adopted.expect(found.stackCount());
            wanted = found.events()
                    .replay(
                            number,
                            lines,
                            stack -> adopted.node(stack) != 0
                                    ? adopted.node(stack)
                                    : stacks.adopt(found.stacks(), stack, adopted),
                            receiver);
            counts.add(found.counts(), lines);
            if (found.failure().isPresent()) {
                throw found.failure().get();
            }
            giveBack(found.events());
            RecordScanner.RangeEnd end = found.end()
                    .orElseThrow(() -> new IllegalStateException("a range was read from its beginning without an end"));
            lines += end.lines();
            offset = end.nextOffset();
            passedBytes = end.passedBytes();
            spokeBefore = end.testsSpoke();
            if (end.isLast() || !wanted) {
                counts.text(offset, lines);
            }
            return wanted && !end.isLast();
        }

        /** Tells what came of it, when all threads are done. */
        private synchronized boolean wanted() throws IOException {
            if (failure.isPresent()) {
                rethrow(failure.get());
            }
            return wanted;
        }
    }

    /** Throws what another thread has thrown while it read. */
    static void rethrow(Throwable thrown) throws IOException {
        if (thrown instanceof IOException unreadable) {
            throw unreadable;
        }
        if (thrown instanceof RuntimeException fault) {
            throw fault;
        }
        throw (Error) thrown;
    }
}
