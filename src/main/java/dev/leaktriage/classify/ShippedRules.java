package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FramePattern;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code src/main/rules/rules.json} says, as {@code ShippedRulesTest} writes it with {@code
 * -Dleaktriage.rewrite=true}.
 *
 * <p>To open the program's jar for that file, and to read its JSON, would take every start some 30 ms of processor time.
 */
final class ShippedRules {
    private ShippedRules() {}

    /** The rules in the order of trial. */
    static List<Rule> all() {
        return List.of(
                new Rule(
                        "survived-device-close",
                        Verdict.LEAK,
                        List.of(condition(
                                Confidence.DEFINITE, List.of(Fact.OUTLIVED_DEVICE_CLOSE), List.of(), List.of())),
                        "closing a device ends its address space, so nothing may outlive it, whatever it was for",
                        "its owner, before the device is closed",
                        "a free of it before its device was closed",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "tt::tt_metal::Device::configure_fabric()",
                                        "tt::tt_metal::DevicePool::init_fabric()"),
                                List.of(Fact.OUTLIVED_DEVICE_CLOSE))),
                new Rule(
                        "view-of-live-owner",
                        Verdict.VIEW,
                        List.of(
                                condition(Confidence.DEFINITE, List.of(Fact.VIEW_BY_RECORD), List.of(), List.of()),
                                condition(Confidence.DEFINITE, List.of(Fact.VIEW_BY_SITE), List.of(), List.of()),
                                condition(Confidence.PROBABLE, List.of(Fact.VIEW_BY_PLACE), List.of(), List.of())),
                        "a view borrows the memory of another buffer and occupies nothing itself",
                        "the object that looks through it; its memory goes with its owner",
                        "a record that says it owns its memory, or a stack of another operation than its owner's",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "MeshWorkloadImpl::load_binaries()",
                                        "create_and_cache_mesh_workload<...>()",
                                        "ttnn::add()"),
                                List.of(Fact.VIEW_BY_SITE))),
                new Rule(
                        "survived-cache-clear",
                        Verdict.LEAK,
                        List.of(
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.OWNER, Fact.PROGRAM_CACHING_SITE, Fact.OUTLIVED_CACHE_CLEAR),
                                        List.of(),
                                        List.of()),
                                condition(
                                        Confidence.POSSIBLE,
                                        List.of(Fact.KERNEL_BINARY_BY_PLACE, Fact.OUTLIVED_CACHE_CLEAR),
                                        List.of(),
                                        List.of())),
                        "clearing the program cache frees every kernel binary that it holds, so nothing holds this one",
                        "closing its device, at the latest",
                        "a free of it while the program cache was being cleared",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "MeshWorkloadImpl::load_binaries()",
                                        "create_and_cache_mesh_workload<...>()",
                                        "ttnn::matmul()"),
                                List.of(Fact.OUTLIVED_CACHE_CLEAR))),
                new Rule(
                        "survived-workload",
                        Verdict.LEAK,
                        List.of(condition(
                                Confidence.PROBABLE,
                                List.of(Fact.OWNER, Fact.PROGRAM_CACHING_SITE, Fact.OUTLIVED_WORKLOAD),
                                List.of(),
                                List.of())),
                        "a kernel binary goes with the workload that it was loaded for, whose entry in the program cache is gone",
                        "closing its device, at the latest",
                        "a free of it after its workload was destroyed",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "MeshWorkloadImpl::load_binaries()",
                                        "create_and_cache_mesh_workload<...>()",
                                        "ttnn::matmul()"),
                                List.of(Fact.OUTLIVED_WORKLOAD))),
                new Rule(
                        "program-cache",
                        Verdict.PROGRAM_CACHE,
                        List.of(
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.ON_DEVICE),
                                        List.of(
                                                new FramePattern("load_binaries"),
                                                new FramePattern("create_and_cache_mesh_workload"),
                                                new FramePattern("program_cache:")),
                                        List.of()),
                                condition(
                                        Confidence.PROBABLE,
                                        List.of(Fact.KERNEL_BINARY_BY_PLACE),
                                        List.of(),
                                        List.of())),
                        "the program cache keeps the kernel binary of a compiled program, so that the next call need not compile it",
                        "disable_and_clear_program_cache() on its mesh, or closing the device",
                        "a clear of its mesh's program cache, or a close of its device, that it outlives",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "MeshWorkloadImpl::load_binaries()",
                                        "create_and_cache_mesh_workload<...>()",
                                        "ttnn::add()"),
                                List.of())),
                new Rule(
                        "trace-capture",
                        Verdict.TRACE,
                        List.of(
                                condition(Confidence.DEFINITE, List.of(), List.of(), List.of(Memory.TRACE)),
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.ON_DEVICE),
                                        List.of(
                                                new FramePattern("MeshTrace::*"),
                                                new FramePattern("MeshTraceBuffer::*"),
                                                new FramePattern("TraceBuffer::*"),
                                                new FramePattern("end_mesh_trace"),
                                                new FramePattern("end_trace_capture")),
                                        List.of())),
                        "a captured command trace stays on the device until it is released, so that it can be replayed",
                        "releasing the trace",
                        "a close of its device that it outlives",
                        example(
                                Memory.TRACE,
                                List.of("MeshTrace::populate_mesh_buffer()", "ttnn::end_trace_capture()"),
                                List.of())),
                new Rule(
                        "device-init",
                        Verdict.SYSTEM,
                        List.of(
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.ON_DEVICE, Fact.DEVICE_OPEN),
                                        List.of(
                                                new FramePattern("configure_command_queue_programs"),
                                                new FramePattern("configure_fabric"),
                                                new FramePattern("init_command_queue_device"),
                                                new FramePattern("init_fabric"),
                                                new FramePattern("initialize_fabric_and_dispatch_fw")),
                                        List.of()),
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.DEVICE_OPEN, Fact.ALLOCATED_WHILE_OPENING),
                                        List.of(),
                                        List.of())),
                        "an open device needs it for its command queues, dispatch or fabric",
                        "closing the device",
                        "a close of its device that it outlives",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "tt::tt_metal::Device::init_command_queue_device()",
                                        "tt::tt_metal::distributed::MeshDevice::create(...)"),
                                List.of())),
                new Rule(
                        "circular-buffers",
                        Verdict.SYSTEM,
                        List.of(condition(Confidence.DEFINITE, List.of(), List.of(), List.of(Memory.CB))),
                        "a program's circular buffers stay configured in L1, beside what the allocator gives out, until another program takes their place",
                        "the next program that runs there",
                        "a close of its device that it outlives",
                        example(Memory.CB, List.of("MatmulDeviceOperation", "ttnn.matmul"), List.of())),
                new Rule(
                        "grows-per-iteration",
                        Verdict.LEAK,
                        List.of(
                                condition(Confidence.DEFINITE, List.of(Fact.GROWS_LINEARLY), List.of(), List.of()),
                                condition(Confidence.PROBABLE, List.of(Fact.GROWS), List.of(), List.of())),
                        "every iteration leaves buffers of this site behind",
                        "its owner, at the end of the iteration",
                        "one checkpoint at which fewer buffers of its site are live than at the one before",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "create_device_tensor()",
                                        "ttnn::operations::matmul::MatmulDeviceOperation::create_output_tensors()",
                                        "ttnn::matmul()"),
                                List.of(Fact.GROWS_LINEARLY))),
                new Rule(
                        "log-ends-early",
                        Verdict.UNRESOLVED,
                        List.of(
                                condition(Confidence.DEFINITE, List.of(Fact.SWEPT), List.of(), List.of()),
                                condition(Confidence.DEFINITE, List.of(Fact.PROCESS_ENDED_EARLY), List.of(), List.of()),
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.DEVICE_CLOSING),
                                        List.of(
                                                new FramePattern("configure_command_queue_programs"),
                                                new FramePattern("configure_fabric"),
                                                new FramePattern("init_command_queue_device"),
                                                new FramePattern("init_fabric"),
                                                new FramePattern("initialize_fabric_and_dispatch_fw")),
                                        List.of()),
                                condition(
                                        Confidence.DEFINITE,
                                        List.of(Fact.DEVICE_CLOSING, Fact.ALLOCATED_WHILE_OPENING),
                                        List.of(),
                                        List.of())),
                        "nothing can be said about what would still have been freed",
                        "",
                        "a log that goes on to an orderly end of the process",
                        example(
                                Memory.DRAM,
                                List.of("create_device_tensor()", "ttnn::to_device()"),
                                List.of(Fact.PROCESS_ENDED_EARLY))),
                new Rule(
                        "no-owner-found",
                        Verdict.LEAK,
                        List.of(
                                condition(Confidence.POSSIBLE, List.of(Fact.HOST_HEAP), List.of(), List.of()),
                                condition(Confidence.POSSIBLE, List.of(Fact.BEFORE_FIRST_USE), List.of(), List.of()),
                                condition(Confidence.PROBABLE, List.of(Fact.ORDERLY_END), List.of(), List.of()),
                                condition(Confidence.POSSIBLE, List.of(), List.of(), List.of())),
                        "no cache, view, trace or open device accounts for it, and its free never came",
                        "its owner, such as a tensor that is still referenced",
                        "a free of it, or a frame that names a cache that keeps it",
                        example(
                                Memory.DRAM,
                                List.of(
                                        "create_device_tensor()",
                                        "ttnn::operations::binary::BinaryDeviceOperation::create_output_tensors()",
                                        "ttnn::add()"),
                                List.of())));
    }

    private static Condition condition(
            Confidence confidence, List<Fact> needs, List<FramePattern> anyFrame, List<Memory> memory) {
        return new Condition(
                confidence,
                needs,
                anyFrame,
                List.of(),
                memory,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static Optional<Example> example(Memory memory, List<String> frames, List<Fact> facts) {
        return Optional.of(new Example(memory, 4096, OptionalLong.empty(), 0, frames, facts));
    }
}
