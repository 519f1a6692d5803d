package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of very different lengths: most are a line or two, some are longer than several pages. */
final class SeededEvents {
    private static final int STACKS = 64;
    private static final int MOST_FRAMES = 300;

    private SeededEvents() {}

    /** Records random events; the stacks are random too, and come again. */
    static void record(Recorder recorder, Random random, long events) {
        List<CallStack> stacks = new ArrayList<>();
        for (int number = 0; number < STACKS; number++) {
            stacks.add(stack(random));
        }
        for (long event = 0; event < events; event++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> recorder.freed(0, event, 1L << random.nextInt(40));
                case 3 -> recorder.checkpoint("step " + event);
                case 4 -> recorder.closing(random.nextInt(4));
                default ->
                    recorder.allocated(
                            0, Memory.DRAM, event, 1L << random.nextInt(40), stacks.get(random.nextInt(STACKS)));
            }
        }
    }

    private static CallStack stack(Random random) {
        int most = random.nextInt(10) == 0 ? MOST_FRAMES : 6;
        List<Frame> frames = new ArrayList<>();
        for (int frame = random.nextInt(most); frame >= 0; frame--) {
            frames.add(new Frame("f".repeat(1 + random.nextInt(60)) + "()", ""));
        }
        return new CallStack(frames, true);
    }
}
