package dev.leaktriage.classify;

import static dev.leaktriage.classify.HandleFixture.handle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle.DeviceState;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleMatrixTest {
    private static final String[] BINARY = {
        "MeshWorkloadImpl::load_binaries()",
        "create_and_cache_mesh_workload<...>()",
        "ttnn::operations::binary::BinaryDeviceOperation::invoke()",
        "ttnn::add()"
    };
    private static final String[] TENSOR = {
        "tt::tt_metal::create_device_tensor()",
        "ttnn::operations::binary::BinaryDeviceOperation::create_output_tensors()",
        "ttnn::add()"
    };
    private static final String[] SYSTEM = {
        "tt::tt_metal::Device::init_command_queue_device()", "tt::tt_metal::distributed::MeshDevice::create(...)"
    };

    /** One row: a handle, how its process ended, how many events were lost, and what must come out. */
    private record Row(String name, HandleFixture handle, End end, long lost, String expected) {}

    private static Row row(String name, HandleFixture handle, String expected) {
        return new Row(name, handle, End.ORDERLY, 0, expected);
    }

    private static List<Row> matrix() {
        return List.of(
                row("tensor after close", handle(TENSOR).outlivedClose(50), "leak definite survived-device-close"),
                row("system after close", handle(SYSTEM).outlivedClose(50), "leak definite survived-device-close"),
                row("binary after close", handle(BINARY).outlivedClose(50), "leak definite survived-device-close"),
                row(
                        "view after close",
                        handle(BINARY).as(Role.VIEW_SAME_SITE).outlivedClose(50),
                        "leak definite survived-device-close"),
                row(
                        "lost free after close",
                        handle(SYSTEM).outlivedClose(50).lostEvents(1, 1),
                        "leak possible survived-device-close"),
                row("stated view", handle(TENSOR).as(Role.VIEW_STATED), "view definite view-of-live-owner"),
                row("view by site", handle(BINARY).as(Role.VIEW_SAME_SITE), "view definite view-of-live-owner"),
                row("view by place", handle().as(Role.VIEW_BY_PLACE).upperHalf(), "view probable view-of-live-owner"),
                row(
                        "dangling view after clear",
                        handle(BINARY).as(Role.VIEW_SAME_SITE).ownerFreed(40).outlivedClear(41),
                        "view definite view-of-live-owner"),
                row(
                        "doubtful view",
                        handle(BINARY).as(Role.VIEW_SAME_SITE).doubt("x"),
                        "view probable view-of-live-owner"),
                row("binary after clear", handle(BINARY).outlivedClear(41), "leak definite survived-cache-clear"),
                row(
                        "binary after inferred clear",
                        handle(BINARY).outlivedClear(41).clearInferred(),
                        "leak probable survived-cache-clear"),
                row(
                        "stackless binary after clear",
                        handle().upperHalf().outlivedClear(41),
                        "leak possible survived-cache-clear"),
                row("tensor after clear", handle(TENSOR).outlivedClear(41), "leak probable no-owner-found"),
                row(
                        "binary after clear, lost",
                        handle(BINARY).outlivedClear(41).lostEvents(2, 2),
                        "leak possible survived-cache-clear"),
                row(
                        "binary after clear, too few lost",
                        handle(BINARY).outlivedClear(41).lostEvents(1, 2),
                        "leak probable survived-cache-clear"),
                new Row(
                        "binary after clear, cut",
                        handle(BINARY).outlivedClear(41),
                        End.CUT,
                        0,
                        "leak probable survived-cache-clear"),
                row("binary after workload", handle(BINARY).outlivedWorkload(41), "leak probable survived-workload"),
                row(
                        "binary after workload and clear",
                        handle(BINARY).outlivedWorkload(41).outlivedClear(40),
                        "leak definite survived-cache-clear"),
                row(
                        "binary after workload, lost",
                        handle(BINARY).outlivedWorkload(41).lostEvents(1, 1),
                        "leak possible survived-workload"),
                row(
                        "view after workload",
                        handle(BINARY).as(Role.VIEW_SAME_SITE).outlivedWorkload(41),
                        "view definite view-of-live-owner"),
                row("binary", handle(BINARY), "program-cache definite program-cache"),
                row("binary, lost", handle(BINARY).lostEvents(9, 1), "program-cache probable program-cache"),
                row("binary, frames missing", handle(BINARY).incompleteStack(), "program-cache probable program-cache"),
                new Row("binary, died", handle(BINARY), End.DIED, 0, "program-cache definite program-cache"),
                row("binary of growing site", handle(BINARY).grows(true), "program-cache definite program-cache"),
                row("binary while opening", handle(BINARY).duringOpening(1), "program-cache definite program-cache"),
                row("context frame", handle("f()", "program_cache:ttnn::add"), "program-cache definite program-cache"),
                row(
                        "namespace is no context",
                        handle("tt::program_cache::detail::f()", "program_cache::detail::ProgramCache::insert()"),
                        "leak probable no-owner-found"),
                row(
                        "argument types are no evidence",
                        handle(
                                "void d::dispatch_to_mesh_workload_factory<d::create_and_cache_mesh_workload<A>()::'lambda'()>(program_cache::detail::ProgramCache&)",
                                "g(MeshCommandQueue&)"),
                        "leak probable no-owner-found"),
                row(
                        "mangled binary",
                        handle("_ZN2tt16MeshWorkloadImpl13load_binariesERNS_16MeshCommandQueueE"),
                        "program-cache definite program-cache"),
                row("stackless binary", handle().upperHalf(), "program-cache probable program-cache"),
                row(
                        "stackless binary of unstated memory",
                        handle().upperHalf().in(Memory.UNSTATED),
                        "program-cache probable program-cache"),
                row("stackless, odd size", handle().upperHalf().size(4097), "leak probable no-owner-found"),
                row("stackless, low", handle().size(4096), "leak probable no-owner-found"),
                row("stackless, first", handle().beforeFirstUse(), "leak possible no-owner-found"),
                row("stackless, high in L1", handle().upperHalf().in(Memory.L1), "leak probable no-owner-found"),
                row("tensor, high", handle(TENSOR).upperHalf(), "leak probable no-owner-found"),
                row("trace memory", handle().in(Memory.TRACE), "trace definite trace-capture"),
                row("trace frames", handle("tt::MeshTrace::populate_mesh_buffer()"), "trace definite trace-capture"),
                row("end of capture", handle("f()", "ttnn::end_trace_capture(int)"), "trace definite trace-capture"),
                row("system", handle(SYSTEM), "system definite device-init"),
                row("while opening", handle().duringOpening(1), "system definite device-init"),
                row("while opening, lost", handle().duringOpening(1).lostEvents(1, 5), "system probable device-init"),
                row("system, lost", handle(SYSTEM).duringOpening(1).lostEvents(1, 5), "system probable device-init"),
                row(
                        "system, half closed",
                        handle(SYSTEM).duringOpening(1).deviceState(DeviceState.CLOSING),
                        "unresolved definite log-ends-early"),
                row(
                        "while opening, half closed",
                        handle().duringOpening(1).deviceState(DeviceState.CLOSING),
                        "unresolved definite log-ends-early"),
                row(
                        "system by frames, half closed",
                        handle(SYSTEM).deviceState(DeviceState.CLOSING),
                        "unresolved definite log-ends-early"),
                row(
                        "binary, half closed",
                        handle(BINARY).deviceState(DeviceState.CLOSING),
                        "program-cache definite program-cache"),
                new Row("system, died", handle(SYSTEM), End.DIED, 0, "system definite device-init"),
                row("growing linearly", handle(TENSOR).grows(true), "leak definite grows-per-iteration"),
                row("growing", handle(TENSOR).grows(false), "leak probable grows-per-iteration"),
                row(
                        "falling back",
                        handle(TENSOR).growth(new Growth(7, 5, 4, 1, false, 1, 4)),
                        "leak probable no-owner-found"),
                row(
                        "rising at half of the steps",
                        handle(TENSOR).growth(new Growth(5, 4, 2, 0, false, 1, 3)),
                        "leak probable no-owner-found"),
                row(
                        "too few checkpoints",
                        handle(TENSOR).growth(new Growth(3, 1, 1, 0, true, 1, 2)),
                        "leak probable no-owner-found"),
                new Row("growing, died", handle(TENSOR).grows(true), End.DIED, 0, "leak definite grows-per-iteration"),
                new Row("growing, cut", handle(TENSOR).grows(true), End.CUT, 0, "leak probable grows-per-iteration"),
                new Row(
                        "growing, one lost",
                        handle(TENSOR).grows(true),
                        End.ORDERLY,
                        1,
                        "leak probable grows-per-iteration"),
                new Row(
                        "growing, many lost",
                        handle(TENSOR).grows(true),
                        End.ORDERLY,
                        5,
                        "leak possible grows-per-iteration"),
                new Row("tensor, died", handle(TENSOR), End.DIED, 0, "unresolved definite log-ends-early"),
                new Row("tensor, cut", handle(TENSOR), End.CUT, 0, "unresolved probable log-ends-early"),
                row("tensor, swept", handle(TENSOR).swept(60), "unresolved definite log-ends-early"),
                row(
                        "tensor, half closed",
                        handle(TENSOR).deviceState(DeviceState.CLOSING),
                        "leak probable no-owner-found"),
                new Row(
                        "tensor, half closed, died",
                        handle(TENSOR).deviceState(DeviceState.CLOSING),
                        End.DIED,
                        0,
                        "unresolved definite log-ends-early"),
                new Row(
                        "tensor, half closed, end unknown",
                        handle(TENSOR).deviceState(DeviceState.CLOSING),
                        End.UNKNOWN,
                        0,
                        "leak possible no-owner-found"),
                row("tensor", handle(TENSOR), "leak probable no-owner-found"),
                new Row("tensor, end unknown", handle(TENSOR), End.UNKNOWN, 0, "leak possible no-owner-found"),
                new Row("tensor, stopped", handle(TENSOR), End.STOPPED, 0, "leak possible no-owner-found"),
                row("tensor, lost", handle(TENSOR).lostEvents(1, 1), "leak possible no-owner-found"),
                row("tensor on 8 devices, one lost", handle(TENSOR).lostEvents(1, 8), "leak probable no-owner-found"),
                row("tensor, frames missing", handle(TENSOR).incompleteStack(), "leak possible no-owner-found"),
                row("tensor, doubtful", handle(TENSOR).doubt("x"), "leak possible no-owner-found"));
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfTheMatrixGetsItsVerdict() {
        return matrix().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    ProcessLife life = CensusFixture.life(0, OptionalLong.of(1), row.end(), row.lost());
                    Attribution attribution = judge(row.handle(), life);
                    assertThat(attribution.verdict().label() + " "
                                    + attribution.confidence().label() + " " + attribution.ruleId())
                            .isEqualTo(row.expected());
                }));
    }

    @Test
    void theEvidenceOfACachedProgramCitesItsLineAndFramesAndWhatFreesIt() {
        Attribution attribution = judge(handle(BINARY), CensusFixture.life(End.ORDERLY));
        assertThat(attribution.evidence().because())
                .contains("run.log:10")
                .contains(
                        "frame 1 `MeshWorkloadImpl::load_binaries()` and frame 2 `create_and_cache_mesh_workload<...>()`")
                .contains("disable_and_clear_program_cache()");
        assertThat(attribution.evidence().frames()).containsExactly(0, 1);
        assertThat(attribution.freedBy()).contains("closing the device");
    }

    @Test
    void theEvidenceOfASurvivorCitesTheBarrier() {
        Attribution attribution = judge(handle(BINARY).outlivedClear(41), CensusFixture.life(End.ORDERLY));
        assertThat(attribution.evidence().because()).contains("run.log:10", "cleared at run.log:41");
        assertThat(attribution.evidence().lines())
                .extracting(Object::toString)
                .containsExactly("run.log:10", "run.log:41");
    }

    @Test
    void theEvidenceSaysHowManyLostEventsWouldExplainALeak() {
        assertThat(judge(handle(TENSOR).lostEvents(2, 2), CensusFixture.life(End.ORDERLY))
                        .evidence()
                        .because())
                .contains("only possible, since the log lost at least 2 events that may explain it");
    }

    @Test
    void theEvidenceQuotesADoubt() {
        assertThat(judge(handle(TENSOR).doubt("two processes share the id"), CensusFixture.life(End.ORDERLY))
                        .evidence()
                        .because())
                .contains("only possible, since two processes share the id");
    }

    @Test
    void aLongSymbolIsQuotedByItsFunctionName() {
        String symbol = "void ttnn::create_and_cache_mesh_workload<" + "A".repeat(100) + ">(int)";
        assertThat(judge(handle(symbol), CensusFixture.life(End.ORDERLY))
                        .evidence()
                        .because())
                .contains("frame 1 `ttnn::create_and_cache_mesh_workload` shows")
                .doesNotContain("AAAA");
    }

    @Test
    void aViewThatOutlivedItsOwnerCitesBoth() {
        assertThat(judge(handle(BINARY).as(Role.VIEW_SAME_SITE).ownerFreed(40), CensusFixture.life(End.ORDERLY))
                        .evidence()
                        .because())
                .contains("allocated at run.log:5", "freed at run.log:40");
    }

    private static Attribution judge(HandleFixture handle, ProcessLife life) {
        return new Judge(RuleSet.shipped()).attribution(new Subject(handle.build(), life));
    }
}
