package dev.leaktriage.benchmarks;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Call stacks such as a large C++ program has: few roots, many leaves, long names.
 *
 * <p>They share beginnings at the root, as stacks do, and branch widely near the leaf, which is harder on a reader
 * that predicts the next line than most programs are.
 */
final class GeneratedStacks {
    private static final int STACKS = 2000;
    private static final int FRAMES = 3000;
    private static final int SHALLOWEST = 5;
    private static final int DEEPEST = 20;
    private static final String[] SPACES = {"tt::tt_metal", "ttnn::operations", "tt::tt_metal::distributed", "ttnn"};
    private static final String[] TYPES = {
        "MeshBuffer", "DeviceOperation", "MatmulMultiCoreReuse", "ProgramFactory", "MeshCommandQueue", "Tensor"
    };
    private static final String[] ARGUMENTS = {
        "std::vector<ttnn::Tensor, std::allocator<ttnn::Tensor>> const&",
        "std::optional<tt::tt_metal::MemoryConfig> const&",
        "tt::stl::StrongType<unsigned char, ttnn::QueueIdTag>",
        "std::shared_ptr<tt::tt_metal::distributed::MeshDevice> const&",
        "std::variant<unsigned int, float> const&",
        "tt::tt_metal::DataType"
    };

    private final List<CallStack> stacks;

    GeneratedStacks(Random random) {
        List<Frame> frames = IntStream.range(0, FRAMES)
                .mapToObj(number -> frame(number, random))
                .toList();
        this.stacks = IntStream.range(0, STACKS)
                .mapToObj(number -> stack(number, frames, random))
                .toList();
        long distinct = stacks.stream()
                .flatMap(stack -> stack.frames().stream())
                .distinct()
                .count();
        if (distinct != FRAMES) {
            throw new IllegalStateException("stacks of " + FRAMES + " frames have only " + distinct);
        }
    }

    private static Frame frame(int number, Random random) {
        StringBuilder name = new StringBuilder(pick(SPACES, random))
                .append("::")
                .append(pick(TYPES, random))
                .append("<(")
                .append(pick(SPACES, random))
                .append("::Kind)")
                .append(number % 7)
                .append(">::step_")
                .append(number)
                .append('(');
        for (int argument = random.nextInt(6); argument >= 0; argument--) {
            name.append(pick(ARGUMENTS, random)).append(argument == 0 ? ")" : ", ");
        }
        return new Frame(name.toString(), "");
    }

    private static String pick(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    /** Frames near the root come from a small set; the two at the leaf are such that each frame is in some stack. */
    private static CallStack stack(int number, List<Frame> frames, Random random) {
        int depth = SHALLOWEST + random.nextInt(DEEPEST - SHALLOWEST + 1);
        List<Frame> path = new ArrayList<>();
        path.add(frames.get(number));
        path.add(frames.get(FRAMES - 1 - number));
        for (int fromLeaf = 2; fromLeaf < depth; fromLeaf++) {
            int choice = Math.max(8, FRAMES >> Math.min(fromLeaf, 8));
            path.add(frames.get(random.nextInt(choice)));
        }
        return new CallStack(path, true);
    }

    /** One of them; the first ones are drawn more often. */
    CallStack draw(Random random) {
        double skewed = Math.pow(random.nextDouble(), 1.5);
        return stacks.get((int) (skewed * stacks.size()));
    }
}
