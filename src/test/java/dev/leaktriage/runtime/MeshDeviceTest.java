package dev.leaktriage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshDeviceTest {
    private static final DeviceProfile PAIR = new DeviceProfile(
            "pair",
            "wormhole_b0",
            new MeshShape(1, 2),
            new BankLayout(Memory.DRAM, 12, 0x20, 0x4000_0000, 32, 32),
            new BankLayout(Memory.L1, 64, 0x19cc0, 0x16e000, 16, 32),
            List.of(
                    new SystemBuffer(Purpose.COMMAND_QUEUE, Memory.DRAM, 1 << 20, 2048, false),
                    new SystemBuffer(Purpose.DISPATCH, Memory.L1, 22_528, 2048, true)));

    private final EventList events = new EventList();
    private final HostProcess process = new HostProcess(1, StackStyle.SHORT, events);
    private final MeshDevice mesh = MeshDevice.open(process, PAIR);

    private Tensor tensor(int rows, int columns) {
        return Ttnn.toDevice(mesh, TensorSpec.of(rows, columns));
    }

    private List<String> since(int mark) {
        return events.lines.subList(mark, events.lines.size());
    }

    @Test
    void kernelsLieWhereTheRealMachinePutThem() {
        int mark = events.lines.size();
        Tensor a = tensor(32, 32);
        Ttnn.add(a, a);
        Ttnn.matmul(a, a);
        assertThat(since(mark))
                .containsSubsequence(
                        "allocated 0x3ffff800 12288 on 0",
                        "allocated 0x3ffff800 12288 on 1",
                        "allocated 0x3ffff800 12288 on 0",
                        "allocated 0x3ffff800 12288 on 1",
                        "freed 0x3ffff800 12288 on 0",
                        "freed 0x3ffff800 12288 on 1",
                        "allocated 0x3ffff000 24576 on 0",
                        "allocated 0x3ffff000 24576 on 1",
                        "allocated 0x3ffff000 24576 on 0",
                        "allocated 0x3ffff000 24576 on 1",
                        "freed 0x3ffff000 24576 on 0",
                        "freed 0x3ffff000 24576 on 1");
    }

    @Test
    void theStackOfAKernelIsTheOneThatRulesLookFor() {
        Tensor a = tensor(32, 32);
        Ttnn.add(a, a);
        DeviceBuffer kernel = events.allocated.stream()
                .filter(part -> part.purpose() == Purpose.KERNEL_BINARY)
                .findFirst()
                .orElseThrow();
        assertThat(kernel.stack().frames())
                .extracting(Frame::symbol)
                .containsExactly(
                        "MeshWorkloadImpl::load_binaries()",
                        "create_and_cache_mesh_workload<...>()",
                        "ttnn::operations::binary::BinaryDeviceOperation::invoke()",
                        "ttnn::add()");
    }

    @Test
    void oneOwnerOfTheLargestSizeAndOneViewForEachProgram() {
        Tensor a = tensor(32, 32);
        int mark = events.allocated.size();
        Ttnn.linear(a, a);
        List<DeviceBuffer> kernels = events.allocated.subList(mark, events.allocated.size()).stream()
                .filter(part -> part.purpose() == Purpose.KERNEL_BINARY && part.device() == 0)
                .toList();
        assertThat(kernels).extracting(DeviceBuffer::sizeBytes).containsExactly(26_624L, 26_624L, 22_528L);
        assertThat(kernels).extracting(DeviceBuffer::owner).containsExactly(true, false, false);
        assertThat(kernels).extracting(DeviceBuffer::occupiedBytes).containsExactly(49_152L, 0L, 0L);
    }

    @Test
    void aSecondCallOfTheSameShapeHitsTheCacheAndAnotherShapeDoesNot() {
        Tensor a = tensor(32, 32);
        Ttnn.gelu(a);
        Ttnn.gelu(a);
        assertThat(mesh.programCacheEntries()).isEqualTo(1);
        Ttnn.gelu(tensor(64, 32));
        assertThat(mesh.programCacheEntries()).isEqualTo(2);
    }

    @Test
    void withoutACacheKernelsLiveAsLongAsTheCall() {
        mesh.disableAndClearProgramCache();
        Tensor a = tensor(32, 32);
        Ttnn.gelu(a);
        assertThat(mesh.programCacheEntries()).isZero();
        assertThat(events.live.values()).noneMatch(part -> part.purpose() == Purpose.KERNEL_BINARY);
    }

    @Test
    void clearingFreesEveryKernelBetweenItsTwoLines() {
        Tensor a = tensor(32, 32);
        Ttnn.gelu(a);
        Ttnn.softmax(a);
        int mark = events.lines.size();
        mesh.clearProgramCache();
        assertThat(since(mark))
                .containsExactly(
                        "clearing 1 2",
                        "freed 0x3ffff800 10240 on 0",
                        "freed 0x3ffff800 10240 on 1",
                        "freed 0x3ffff000 20480 on 0",
                        "freed 0x3ffff000 20480 on 1",
                        "cleared 1");
    }

    @Test
    void deallocatingGivesTheMemoryBackBeforeTheTrackerHearsOfIt() {
        Tensor first = tensor(32, 32);
        first.deallocate();
        assertThat(events.freed).isZero();
        Tensor second = tensor(32, 32);
        assertThat(second.buffer().address()).isEqualTo(first.buffer().address());
        first.free();
        assertThat(events.freed).isEqualTo(2);
        assertThat(tensor(32, 32).buffer().address())
                .isNotEqualTo(second.buffer().address());
    }

    @Test
    void aReshapedTensorSharesTheBufferOfTheFirst() {
        Tensor flat = tensor(32, 64);
        int mark = events.lines.size();
        Tensor tall = flat.reshape(64, 32);
        flat.free();
        assertThat(since(mark)).isEmpty();
        tall.free();
        assertThat(since(mark)).hasSize(2);
    }

    @Test
    void replayingATraceAllocatesNothing() {
        Tensor a = tensor(32, 32);
        mesh.beginTraceCapture();
        Ttnn.gelu(a);
        CommandTrace trace = mesh.endTraceCapture();
        int mark = events.lines.size();
        mesh.replay(trace);
        assertThat(since(mark)).isEmpty();
        trace.release();
        assertThat(since(mark)).hasSize(2);
    }

    @Test
    void aTensorInTheWayOfCircularBuffersEndsTheProcess() {
        Tensor a = tensor(32, 32);
        while (true) {
            long lowest = mesh.allocator().of(Memory.L1).lowestTaken().orElseThrow();
            if (lowest < 0x19cc0 + 10_000) {
                break;
            }
            long rows = Math.max(1, (lowest - 0x19cc0 - 5_000) / 2_048);
            Ttnn.toDevice(mesh, TensorSpec.of((int) (32 * rows), 32 * 64).in(MemoryConfig.L1_INTERLEAVED));
        }
        assertThatThrownBy(() -> Ttnn.gelu(a))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("Statically allocated circular buffers in program 1 clash with L1 buffers");
    }

    @Test
    void closingFreesEverythingThatNobodyHolds() {
        Tensor kept = tensor(32, 32);
        tensor(64, 64);
        Ttnn.gelu(kept);
        kept.buffer().hold();
        mesh.close();
        assertThat(events.live.values())
                .extracting(DeviceBuffer::id)
                .containsExactlyElementsOf(
                        kept.buffer().parts().stream().map(DeviceBuffer::id).toList());
        assertThat(events.lines.get(events.lines.size() - 1)).isEqualTo("closed 1");
        assertThatThrownBy(() -> tensor(32, 32)).hasMessage("mesh 1 is closed; open another one");
    }

    @Test
    void partsCanBeFreedOnSomeDevicesOnly() {
        Tensor a = tensor(32, 32);
        int mark = events.lines.size();
        a.buffer().destroyOn(Set.of(1));
        assertThat(since(mark)).containsExactly("freed 0x15820 2048 on 1");
        assertThat(tensor(32, 32).buffer().address()).isNotEqualTo(a.buffer().address());
    }

    @Test
    void noTwoOwnersOverlapAndNothingIsLostInAnySeededRun() {
        for (int seed = 0; seed < 40; seed++) {
            EventList seen = new EventList();
            MeshDevice device = MeshDevice.open(new HostProcess(seed, StackStyle.NONE, seen), PAIR);
            churn(device, seen, new Random(seed));
            assertThat(seen.allocated.size() - seen.freed).as("seed %d", seed).isEqualTo(seen.live.size());
            device.close();
            assertThat(seen.live).as("seed %d", seed).isEmpty();
            assertThat(device.allocator().of(Memory.DRAM).statistics().allocatedBytes())
                    .isZero();
            assertThat(device.allocator().of(Memory.L1).statistics().allocatedBytes())
                    .isZero();
        }
    }

    private static void churn(MeshDevice device, EventList seen, Random random) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Ttnn.toDevice(device, TensorSpec.of(64, 64)));
        for (int step = 0; step < 60; step++) {
            Tensor any = tensors.get(random.nextInt(tensors.size()));
            if (tensors.size() > 1 && random.nextInt(3) == 0) {
                tensors.remove(any);
                any.free();
            } else {
                List<Operation> operations = Operations.all().stream()
                        .filter(each ->
                                each.output() == OutputRule.LIKE_FIRST || each.output() == OutputRule.MATRIX_PRODUCT)
                        .toList();
                Operation operation = operations.get(random.nextInt(operations.size()));
                Tensor[] inputs = operation.inputs() == 1 ? new Tensor[] {any} : new Tensor[] {any, any};
                tensors.add(Ttnn.call(operation.name(), inputs));
            }
            if (random.nextInt(20) == 0) {
                device.clearProgramCache();
            }
            assertNoOverlap(seen.live.values().stream()
                    .filter(part -> part.device() == 0 && part.owner())
                    .toList());
        }
    }

    private static void assertNoOverlap(List<DeviceBuffer> owners) {
        for (DeviceBuffer one : owners) {
            for (DeviceBuffer other : owners) {
                boolean apart = one.id() == other.id()
                        || one.memory() != other.memory()
                        || one.address() + one.occupiedBytes() / one.banks() <= other.address()
                        || other.address() + other.occupiedBytes() / other.banks() <= one.address();
                assertThat(apart).as("%s and %s lie apart", one, other).isTrue();
            }
        }
    }
}
