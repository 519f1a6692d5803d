package dev.leaktriage.log;

import java.io.IOException;

/**
 * A text whose events wait until more of it is read, and are then handed on together: to replay them one by one takes
 * several times as long. Nobody waits for text before all events of the text that is there were handed on.
 *
 * <p>Many events of a server are handed on by a second thread, as long as there are no stacks: to replay an event may take
 * a look at the stacks of others, and the first thread goes on making stacks. All else is handed on by that one.
 */
final class HandoverFeed implements Feed {
    private final Feed feed;
    private final int file;
    private final StackTrie stacks;
    private final RecordScanner.Receiver receiver;
    private final EventBatch events = new EventBatch();
    private final BatchHandover<EventBatch> handover = new BatchHandover<>(EventBatch::new, this::replay);
    private EventBatch spare = new EventBatch();
    private boolean wanted = true;

    /**
     * Makes one.
     *
     * @param file the index of the text
     * @param stacks those that events may refer to
     */
    HandoverFeed(Feed feed, int file, StackTrie stacks, RecordScanner.Receiver receiver) {
        this.feed = feed;
        this.file = file;
        this.stacks = stacks;
        this.receiver = receiver;
    }

    /** Where the events are to wait. */
    EventBatch events() {
        return events;
    }

    /** False if the receiver was seen to want no more. */
    boolean isWanted() {
        return wanted;
    }

    /**
     * Hands all events on.
     *
     * @return false if the receiver wanted no more
     */
    boolean handAllOn() throws IOException {
        wanted = handover.await() && wanted && replay(events);
        events.clear();
        return wanted;
    }

    private boolean replay(EventBatch batch) throws IOException {
        return batch.replay(file, 0, stack -> stack, receiver);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (stacks.lines() == 0 && events.isManyOfServer()) {
            events.moveTo(spare);
            spare = handover.hand(spare);
            spare.clear();
        }
        if (!events.isEmpty() || !handover.isWanted() || feed.wouldWait()) {
            handAllOn();
        }
        return feed.read(target, from, length);
    }

    @Override
    public boolean wouldWait() throws IOException {
        return feed.wouldWait();
    }

    @Override
    public String cutBecause() {
        return feed.cutBecause();
    }

    @Override
    public void close() throws IOException {
        handover.close();
        feed.close();
    }
}
