package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.List;

/** The calls, root first, under which one operation allocates. */
final class OperationFrames {
    private static final String DETAIL = "ttnn::device_operation::detail::";
    private static final String MESH_DEVICE = "tt::tt_metal::distributed::MeshDevice*";
    private static final String QUEUE = "tt::tt_metal::distributed::MeshCommandQueue&";
    private static final String WORKLOAD = "tt::tt_metal::distributed::MeshWorkload&";

    private static final NativeFrame ENQUEUE = NativeFrame.metal(
            "", "tt::tt_metal::distributed::EnqueueMeshWorkload(" + QUEUE + ", " + WORKLOAD + ", bool)");
    private static final NativeFrame FAST_DISPATCH = NativeFrame.metal(
            "", "tt::tt_metal::distributed::FDMeshCommandQueue::enqueue_mesh_workload(" + WORKLOAD + ", bool)");
    private static final NativeFrame LOAD_BINARIES = NativeFrame.metal(
            "MeshWorkloadImpl::load_binaries()",
            "tt::tt_metal::distributed::MeshWorkloadImpl::load_binaries(" + QUEUE + ")");
    private static final NativeFrame CREATE_DEVICE_TENSOR = NativeFrame.metal(
            "tt::tt_metal::create_device_tensor()",
            "tt::tt_metal::create_device_tensor(tt::tt_metal::TensorSpec const&, tt::tt_metal::IDevice*)");
    private static final NativeFrame ALLOCATE_TENSOR = NativeFrame.metal(
            "", "tt::tt_metal::allocate_tensor_on_device(tt::tt_metal::TensorSpec const&, " + MESH_DEVICE + ")");
    private static final NativeFrame ALLOCATE_CIRCULAR_BUFFERS = NativeFrame.metal(
            "tt::tt_metal::detail::ProgramImpl::allocate_circular_buffers()",
            "tt::tt_metal::detail::ProgramImpl::allocate_circular_buffers(tt::tt_metal::IDevice const*)");

    private final List<NativeFrame> output;
    private final List<NativeFrame> intermediate;
    private final List<NativeFrame> cachedBinary;
    private final List<NativeFrame> uncachedBinary;
    private final List<NativeFrame> circularBuffers;

    OperationFrames(Operation operation) {
        String name = operation.deviceOperation();
        String arguments = name + "::operation_attributes_t const&, " + name + "::tensor_args_t const&";
        String returned = name + "::tensor_return_value_t";
        String context = arguments + ", " + returned + "&, " + MESH_DEVICE;
        String adapter = "<ttnn::device_operation::MeshDeviceOperationAdapter<" + name + "> >";
        List<NativeFrame> user = userCall(operation);
        NativeFrame launch = NativeFrame.ttnn("", returned + " " + DETAIL + "launch<" + name + ">(" + arguments + ")");
        NativeFrame withAdapter = NativeFrame.ttnn(
                name + "::invoke()",
                "void " + DETAIL + "launch_operation_with_adapter" + adapter + "(" + context + ")");
        NativeFrame createAndCache = NativeFrame.ttnn(
                "create_and_cache_mesh_workload<...>()",
                "void " + DETAIL + "create_and_cache_mesh_workload" + adapter + "(" + context
                        + ", tt::tt_metal::program_cache::detail::ProgramCache&, unsigned long)");
        NativeFrame toFactory = NativeFrame.ttnn(
                "",
                "void " + DETAIL + "dispatch_to_mesh_workload_factory<ttnn::device_operation::"
                        + "MeshDeviceOperationAdapter<" + name + ">, std::variant<" + operation.factory()
                        + "> >(std::variant<" + operation.factory() + "> const&, auto const&)");
        NativeFrame enqueue = NativeFrame.ttnn(
                "", "void " + DETAIL + "enqueue_mesh_workload" + adapter + "(" + context + ", " + WORKLOAD + ", bool)");
        NativeFrame createOutputs = NativeFrame.ttnn(
                name + "::create_output_tensors()", name + "::create_output_tensors(" + arguments + ")");
        NativeFrame invoke = NativeFrame.ttnn(operation.invoker() + "::invoke()", "");

        List<NativeFrame> tensor = List.of(
                CREATE_DEVICE_TENSOR,
                ALLOCATE_TENSOR,
                RuntimeFrames.ALLOCATE_DEVICE_BUFFER,
                RuntimeFrames.MESH_BUFFER_CREATE);
        List<NativeFrame> binary =
                List.of(enqueue, ENQUEUE, FAST_DISPATCH, LOAD_BINARIES, RuntimeFrames.MESH_BUFFER_CREATE);
        output = chain(user, List.of(launch, createOutputs), tensor);
        intermediate = chain(user, List.of(invoke), tensor);
        cachedBinary = chain(user, List.of(launch, withAdapter, createAndCache, toFactory), binary);
        uncachedBinary = chain(user, List.of(launch, withAdapter, toFactory), binary);
        circularBuffers = chain(user, List.of(launch, withAdapter, enqueue, ALLOCATE_CIRCULAR_BUFFERS), List.of());
    }

    List<NativeFrame> output() {
        return output;
    }

    List<NativeFrame> intermediate() {
        return intermediate;
    }

    List<NativeFrame> binary(boolean cached) {
        return cached ? cachedBinary : uncachedBinary;
    }

    List<NativeFrame> circularBuffers() {
        return circularBuffers;
    }

    private static List<NativeFrame> userCall(Operation operation) {
        String called = "ttnn::" + operation.name();
        String tensors = "ttnn::Tensor const&, ttnn::Tensor const&";
        return List.of(
                NativeFrame.ttnn(called + "()", called),
                NativeFrame.ttnn(
                        "",
                        "auto ttnn::decorators::registered_operation_t<ttnn::decorators::reflect::fixed_string<"
                                + called.length() + "ul>{\"" + called + "\"}, " + operation.invoker()
                                + ">::traced_invoke<" + tensors + ">(" + tensors + ") const"),
                NativeFrame.ttnn(
                        "",
                        operation.invoker() + "::invoke(" + tensors
                                + ", std::optional<tt::tt_metal::MemoryConfig> const&, "
                                + "std::optional<ttnn::Tensor> const&)"));
    }

    private static List<NativeFrame> chain(List<NativeFrame> outer, List<NativeFrame> middle, List<NativeFrame> inner) {
        List<NativeFrame> frames = new ArrayList<>(outer);
        frames.addAll(middle);
        frames.addAll(inner);
        return List.copyOf(frames);
    }
}
